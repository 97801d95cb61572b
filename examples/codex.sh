# Codex through the gateway, for this shell:
#   . examples/codex.sh && codex
# Codex reads OPENAI_BASE_URL up to the versions of March 2026, and the setting openai_base_url since.
export OPENAI_BASE_URL="${FARTHING_URL:-http://127.0.0.1:4114}/v1"
codex() {
  command codex -c "openai_base_url=\"$OPENAI_BASE_URL\"" "$@"
}
