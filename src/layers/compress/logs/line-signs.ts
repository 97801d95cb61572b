/**
 * What a log line says about a failure, by the words that compilers, test runners, shells and CI services use for it.
 * @module
 */

export type Sign =
  /** The CI service's own word that a step failed. */
  | 'annotation'
  /** A test, task or build that failed. */
  | 'failure'
  /** An exception, a compiler's error, a crash. */
  | 'error'
  /** How a run went, in numbers. */
  | 'summary'
  /** Expected against received. */
  | 'difference'
  /** Where in the code. */
  | 'location'
  /** Words of failure somewhere in the line. */
  | 'mention'
  | 'warning'
  /** A step, task or command begins. */
  | 'heading'
  /** What passed, what is set: words of failure without one. */
  | 'harmless'
  | 'plain'

/** Most lines have none of these, and are done with. */
const any =
  /err|fail|fatal|panic|excep|trace|abort|assert|segment|kill|denied|refused|time[d-]?\s?out|cannot|can't|unable|undefined|unresolv|not found|no such|missing|invalid|unexpected|mismatch|expect|actual|receiv|exit|warn|deprecat|passed|skipped|test|caused by|not ok|bad |conflict|vulnerab|crash|backoff|oom|signal|core dumped|unhealthy|could not|already in use|unbound|issues|problems|: line |violat|reject|rollback|corrupt|insufficient|exceed|not (?:match|allowed|declared|defined|exist|ready|satisf)|[✗✘✖×●✕❌]|:\d|line \d|^\s*at |^\s*[+\-^~]|^E {2}|^\s*(?:#+\[|>|\$|::|step |task|run )/i

const annotation = /^\s*(?:##\[error\]|::error\b|\[error\]|\*\*\* error|ERROR: Job failed)/i

/** Nothing went wrong, says the line itself. */
const noFailure =
  /\b(?:0|no|zero|without) (?:\w+ )?(?:errors?|failures?|failed|warnings?|problems?|vulnerabilities|issues)\b|\b(?:errors?|failures?|failed|warnings?)\s*[:=]\s*0\b/i
const someFailure =
  /\b[1-9][\d,]* (?:\w+ )?(?:errors?|failures?|failed)\b|\b(?:errors?|failures?|failed)\s*[:=]\s*[1-9]/i
const passed =
  /^\s*(?:[✓✔√]|ok \d|PASS(?:ED)?\b|--- (?:PASS|SKIP)|=== (?:RUN|CONT|PAUSE)|\[\s*(?:OK|RUN)\s*\])|(?:\.\.\. ?ok|\bPASSED(?:\s*\[\s*\d+%\])?|\.\.\.\s*Passed|\bok|\bsuccess)\s*(?:\(?\d[\d.]*\s?m?s\)?)?$/
/** Settings that only speak of failing. */
const setting =
  /\b(?:continue-on-error|fail-fast|fail_on|fail-on|on-error|if-no-files-found|error-?(?:log|level|handler|prone|format)|max-?(?:failures|errors)|retry-?on|fail_ci_if_error)\b/i

const failure =
  /^\s*(?:[✗✘✖×●✕❌]|not ok\b|FAIL(?:ED)?\b|FAIL!|-+ FAIL)|\bFAIL(?:ED|URE|URES)?\b|\b(?:build|job|step|tests?|task|command|compilation|deployment|assertion|pipeline|check|stage|hook|script) (?:[\w:.'"`/-]+ )?(?:has |have |was )?fail(?:ed|s|ure)\b|\bdid not complete\b|\bexit(?:ed|s|ing)? (?:with )?(?:code|status|value)?[: =]*-?(?:[1-9]\d*|0x)|\bnon-?zero\b|\breturn(?:ed)? (?:error )?code:? ?-?[1-9]|\berrorlevel\b|\bELIFECYCLE\b|\.{4,}\s*Failed\b/

const error =
  /^\s*(?:error|fatal|panic|abort(?:ed)?)\b|\b(?:error|fatal|panic)(?:\s?\[?[A-Z]{1,8}-?\d{1,6}\]?)?:|\b(?:ERROR|FATAL|CRITICAL|SEVERE|PANIC|ERR!)(?![\w-])|\b[A-Za-z_$][\w$.:]*(?:Error|Exception|Failure|Interrupt|Fault)\b(?=:|\(|\)|\s*$| at | \[|,)|\bTraceback \(most recent|\bpanicked at\b|\bSegmentation fault\b|\bcore dumped\b|\bSIG(?:SEGV|ABRT|KILL|BUS|ILL|FPE)\b|\bOOM-?Killed\b|\bout of memory\b|\bOutOfMemory|\bCaused by\b|^E {3,}|\bundefined (?:reference|symbol|method|variable)\b|\bcannot (?:find|open|resolve|load|import|read|connect|allocate)\b|\bno such (?:file|host|module|table|image|container)\b|\bcommand not found\b|^\S+: line \d+: |\bcould not\b|\balready in use\b|\bunbound variable\b|\bpermission denied\b|\bconnection (?:refused|reset|timed out)\b|\bE(?:CONNREFUSED|CONNRESET|TIMEDOUT|NOENT|ACCES|RESOLVE|ADDRINUSE|PIPE|NOSPC|404|401|403)\b|\b(?:timed out|timeout(?: of| after| exceeded|:))\b|\bCrashLoopBackOff\b|\b(?:Err)?ImagePull(?:BackOff)?\b|\bEvicted\b|\bFailed(?:Scheduling|Mount|Create)\b|\bUnschedulable\b|\bunhandled\b|\bdeadlock\b|\bassertion\b.*\bfailed\b|\bHTTP(?:\/[\d.]+)?"? (?:4(?!04)\d\d|5\d\d)\b|\b(?:4(?:01|03|09|22|29)|50[0-4]) (?:Unauthorized|Forbidden|Conflict|Unprocessable|Too Many|Internal|Not Implemented|Bad Gateway|Service|Gateway)/i
/** The same words with a capital only: in small letters they are too common in prose. */
const capitalError = /\b(?:Error|Exception|Fatal|Failed|Failure|Unable|Cannot|Could not)\b(?!\w)/

const summary =
  /^\W*(?:test result|tests run|test suites?|summari[sz]ing \d+ \w+|failed tests?|failures?|failed|errors?|tests?)\s*:\s*(?:\S|$)|\bshort test summary\b|^=+ .*\b(?:failed|passed|errors?|failures|summary)\b.*=+$|\b[1-9][\d,]* (?:\w+ )?(?:failed|failing|failures?|errors?|problems?|vulnerabilit\w+)\b|^\s*(?:Ran|Found|Finished|Completed|Executed) \d+ |\b(?:issues|problems|errors|violations|vulnerabilities) (?:were )?found\b|\bPlan: \d+ to\b|\bBUILD (?:FAILED|FAILURE)\b|\bBuild failed\b|^FAILURE:|\bWhat went wrong\b/i

const difference =
  /^\s*(?:[-+](?![-+]| \d+%)\s?\S.*|expected|received|actual|got|want|left|right|assert(?:ion)?|diff|difference|exp|act)\b\s*[:=(]|^\s*[-+] (?!-)|^\s*(?:Expected|Received|Actual)\b|\bexpected\b.*\b(?:got|but|actual|received|found|to (?:be|equal|have|receive|match))\b|^\s*[?^~-]+\s*$|^\s*\|?\s*[~^]{2,}/i

const location =
  /^\s+at\b.*(?:\(|:\d|\.java|\.kt)|^\s*File "[^"]*", line \d+|(?:^|[\s("'`@>[])(?:[A-Za-z]:)?[\w@./\\+~-]*\.[A-Za-z]{1,12}:\d+(?::\d+)?|\([\w./\\-]+\.\w{1,6}:\d+\)|^\s*#\d+ (?:0x|\S+ \(|\/)|^goroutine \d+|\.\w{1,5}\(\d+(?:,\d+)?\)|^\s*-->\s|\bon \S+ line \d+|\bline \d+\b/

const mention =
  /(?<![\w./-])(?:errors?|fail(?:s|ed|ing|ure|ures)?|fatal|panic|exceptions?|abort(?:ed|ing)?|killed|crash(?:ed)?|denied|refused|rejected|timed? ?out|cannot|can't|could not|unable|undefined|unresolved|not found|no such|missing|invalid|unexpected|mismatch|conflict(?:s|ing)?|vulnerab\w+|violat\w+|unhealthy|corrupt\w*|insufficient|exceed(?:s|ed)?|does not|doesn't|was not|is not|not (?:match|allowed|ready|satisf)\w*|bad)(?![\w-]*[./=(])/i

const namesError = /\bError: /
const warning = /(?:^|[^\w-])(?:warn(?:ing)?s?|deprecat(?:ed|ion))(?![\w-]*[./=])/i
const heading =
  /^\s*(?:##\[(?:group|section|command)\]|::group::|\[command\]|> Task |> \S+@\S+ \S+|\$ \S|\+ [\w./-]+ |Step \d+\/\d+|#\d+ \[|=== RUN|=+ .+ =+$|-{3,} .+ -{3,}$|make(?:\[\d+\])?: (?:Entering|\*\*\*)|TASK \[|PLAY \[|Running\b|Run )/

/** Levels of a logger that speaks of its own work. */
const quietLevel = /^(?:\S+ +){0,3}\[?(?:TRACE|DEBUG|INFO|NOTICE|VERBOSE)\b/

export function signOf(line: string): Sign {
  if (!any.test(line)) return heading.test(line) ? 'heading' : 'plain'
  if (annotation.test(line)) return 'annotation'
  const harmless = noFailure.test(line) && !someFailure.test(line)
  if (harmless || passed.test(line) || setting.test(line)) return 'harmless'
  if (quietLevel.test(line)) return mention.test(line) ? 'mention' : 'plain'
  const warns = warning.test(line)
  if (failure.test(line)) return 'failure'
  if (summary.test(line)) return 'summary'
  // "warning: unused error: ..." is a warning still; "Warning  Failed  kubelet  Error: ..." is none.
  if ((!warns || namesError.test(line)) && (error.test(line) || capitalError.test(line))) {
    return 'error'
  }
  if (warns) return 'warning'
  if (location.test(line)) return 'location'
  if (difference.test(line)) return 'difference'
  if (mention.test(line)) return 'mention'
  return heading.test(line) ? 'heading' : 'plain'
}
