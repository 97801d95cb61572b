/**
 * Tools that stay whatever the request says: those that a conversation may need at any turn, and those that come in
 * twos.
 * @module
 */
import { wordsOf } from './tool-words.ts'

/** To hand over, to end, to ask, to remember, to find other tools, to keep people safe. */
const always =
  /(?:^|_)(?:hand_?off|transfer_to|escalat\w*|finish\w*|final_?(?:answer|response|result)|complete_?task|task_?complete\w*|attempt_completion|done|submit\w*|terminate\w*|end_(?:conversation|call|chat|session|task)|exit_?plan\w*|respond\w*|reply|answer|ask_?(?:user|human|followup\w*)|clarif\w*|confirm\w*|human\w*|think\w*|plan|todo\w*|memor\w*|remember|recall|safety|moderat\w*|guard\w*|report_(?:abuse|issue|problem|incident)|emergency|crisis|help|list_tools|search_tools|tool_search|find_tools?)(?:_|$)/

/** What an agent at a computer works with: a request names what is wrong, not the editor. */
const workbench = new Set(
  'bash shell sh terminal execute_command run_command run_terminal_cmd run_shell_command exec exec_command local_shell computer edit edit_file multi_edit multiedit write write_file write_to_file create_file read read_file read_files read_many_files view view_file glob grep grep_search search_files list_files list_dir list_directory ls file_search codebase_search str_replace str_replace_editor str_replace_based_edit_tool replace replace_in_file apply_patch apply_diff notebook_edit task agent web_fetch web_search python code_interpreter kill_shell bash_output skill'.split(
    ' ',
  ),
)

/** `readFile`, `read-file` and `read_file` are one name. */
export function plainName(name: string): string {
  return name
    .replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu, '_')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .toLowerCase()
}

export function staysAlways(name: string): boolean {
  const plain = plainName(name)
  return always.test(plain) || workbench.has(plain)
}

/** Of each two, one is little use without the other. */
const opposites = [
  'get set',
  'start stop',
  'open close',
  'begin end',
  'begin commit',
  'commit rollback',
  'lock unlock',
  'enable disable',
  'connect disconnect',
  'subscribe unsubscribe',
  'push pop',
  'acquire release',
  'login logout',
  'mount unmount',
  'attach detach',
  'pause resume',
  'mute unmute',
  'on off',
  'check_in check_out',
].map((pair) => pair.split(' ') as [string, string])

/** Names that come in twos with one of `kept`: `stop_server` where `start_server` is kept. */
export function partnersOf(
  kept: Iterable<string>,
  names: ReadonlySet<string>,
): ReadonlySet<string> {
  const byPlain = new Map([...names].map((name) => [plainName(name), name]))
  const found = new Set<string>()
  for (const name of kept) {
    const plain = `_${plainName(name)}_`
    for (const [one, other] of opposites) {
      for (const [from, to] of [
        [one, other],
        [other, one],
      ] as const) {
        if (!plain.includes(`_${from}_`)) continue
        const partner = byPlain.get(plain.replace(`_${from}_`, `_${to}_`).slice(1, -1))
        if (partner !== undefined && partner !== name) found.add(partner)
      }
    }
  }
  return found
}

const finders = /^(?:list|search|find|query|lookup|browse|get_all|fetch_all)_/

/**
 * Tools that find what a kept one must be given the id of: `list_meetings` where `delete_meeting` asks for a
 * `meeting_id`. `required`: names of the arguments that a tool must be given.
 */
export function findersOf(
  kept: readonly { readonly name: string; readonly required: readonly string[] }[],
  names: ReadonlySet<string>,
): ReadonlySet<string> {
  const nouns = new Set<string>()
  for (const { required } of kept) {
    for (const argument of required) {
      const noun = /^(.+)_(?:id|key|uuid|ref|number)$/.exec(plainName(argument))?.[1]
      if (noun !== undefined) for (const word of wordsOf(noun)) nouns.add(word)
    }
  }
  if (nouns.size === 0) return new Set()
  const found = new Set<string>()
  for (const name of names) {
    const plain = plainName(name)
    if (!finders.test(plain)) continue
    const of = wordsOf(plain.replace(finders, ''))
    if (of.length > 0 && of.every((word) => nouns.has(word))) found.add(name)
  }
  return found
}
