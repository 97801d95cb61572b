# Claude Code through the gateway, for this shell:
#   . examples/claude-code.sh && claude
# A login stays as it is: the gateway passes it on to Anthropic.
export ANTHROPIC_BASE_URL="${FARTHING_URL:-http://127.0.0.1:4114}"
