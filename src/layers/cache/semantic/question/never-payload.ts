/**
 * Texts that bring what they are about: translate, classify, review, fix *this*. Their matter is in the payload, which
 * no facet reads.
 * @module
 */
import type { Question } from './question.ts'

const tasks =
  /\b(?:translat|classif|categori[sz]|review|proofread|paraphras|rephras|rewrit|reword|summari[sz]|shorten|simplif|edit|correct|debug|refactor|optimi[sz]|extract|anonymi[sz]|redact|label|tag|annotat|analy[sz]|evaluat|grade|score|rate|moderat|transcrib|transform|reformat|format|complet|continu|finish|solve|parse|explain|convert|detect|check|improv|fix|decode|encode|encrypt|decrypt)(?:e|es|ed|ing|y|ies|ate|s)?\b/i
const body =
  /\b(?:this|these|following|below|above|attached|pasted|given|my|the) (?:\w+ ){0,2}?(?:text|sentences?|paragraph|passage|article|essay|code|snippet|function|query|regex|script|email|letter|message|document|poem|story|review|tweet|post|comment|ticket|transcript|conversation|log|logs|error|output|stack ?trace|data|json|table|csv|list|words?|phrase|quote|equation|expression|resume|cv|draft|abstract|headline|title|lyrics|recipe|contract|clause)\b/i
const translation =
  /^\W*(?:please |can you |could you )?(?:translate|transliterate|classify|proofread|rewrite|paraphrase|rephrase|summari[sz]e)\b/i
const quoted =
  /["“”«»]([^"“”«»]{1,1900})["“”«»]|(?:^|\s)['‘]([^'’]{12,400})['’](?:\s|[.,?!]|$)|`([^`]{1,1900})`/
const fence =
  /```|~~~|<(?:div|html|body|p|span|script|table|svg|xml)\b|^\s*(?:def|class|import|from|function|const|let|var|public|private|#include|SELECT|INSERT|UPDATE)\s.*[;{(:]/m
const page = /\bhttps?:\/\/\S|\bwww\.\w/i
const sayIn =
  /\b(?:how (?:do|would|can) (?:you|i|we) (?:say|write|spell|pronounce)|what does .{1,60} mean|what is the meaning of)\b/i

export function carriesPayload({ text, tokens }: Question): string | undefined {
  if (fence.test(text)) return 'carries code'
  if (page.test(text)) return 'points at a page'
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (
    lines.length > 3 ||
    (lines.length > 1 && lines.some((line, at) => at > 0 && line.trim().length > 40))
  ) {
    return 'carries a text'
  }
  const task = tasks.test(text)
  const quote = quoted.exec(text)
  const inside = quote?.[1] ?? quote?.[2] ?? quote?.[3]
  if (inside !== undefined) {
    const words = inside.trim().split(/\s+/).length
    if (words > 6 || (words > 1 && task) || translation.test(text) || sayIn.test(text))
      return 'carries a quotation'
  }
  if (translation.test(text)) return 'asks for work on a text'
  if (!task) return tokens.length > 120 ? 'is long' : undefined
  const colon = text.indexOf(':')
  if (colon > 0 && /\s/.test(text[colon + 1] ?? ' ') && text.length - colon > 12)
    return tasks.test(text.slice(0, colon)) ? 'carries a text' : undefined
  if (body.test(text)) return 'asks for work on a text'
  return tokens.length > 120 ? 'is long' : undefined
}
