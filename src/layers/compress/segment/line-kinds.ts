/**
 * What a single line looks like. Every rule is linear in the line.
 * @module
 */
import { folderOf, readHit } from './hit.ts'
import type { SegmentKind } from './segment.ts'

const blank = /^\s*$/
const diff = /^(?:diff --git |index [0-9a-f]{7,}\.\.|--- [ab"/]|\+\+\+ [ab"/]|@@ -\d)/
const quoted = /^>\s?/
const row = /^\s{0,20}\|/
const numbered = /^\s{0,20}\d{1,7}(?:[|→\t]|\s[|│]\s)/
const time =
  /^\s{0,20}[[(]?(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\d\d:\d\d:\d\d|\d{4}\/\d\d\/\d\d \d\d:|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6} +\d{1,2} \d\d:)/
const level =
  /^\s{0,20}(?:[[<(]?(?:TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|FATAL|CRITICAL)\b|npm (?:warn|error|notice|http|info)\b|#\d+ |(?:not )?ok \d+ |[✓✔✗✘×•] |(?:PASS|FAIL|RUN|SKIP)(?:ED)?\b|=== |--- (?:PASS|FAIL|SKIP)|(?:create|delete) mode \d|(?:Downloading|Downloaded|Compiling|Fetching|Resolving|Installing|Collecting|Unpacking|Preparing|Extracting|Get:|Hit:|remote:|Receiving|Building|Copying|Linking|Checking)\b)/i
const tag = /^\s{0,20}<(?:!doctype|!--|\/?[a-z][a-z0-9-]{0,40}[\s>/])/i
const item = /^\s{0,20}(?:[-*+•]|\d{1,3}[.)])\s/
const member = /^\s{0,20}[\w.-]{1,60}:(?:\s|$)/
const longWord = /^\s{0,20}(?:data:[\w/+.;-]{1,80},)?[A-Za-z0-9+/=_-]{60,}\s*$/
const sentence = /[a-z]{2,12} [a-z]{2,12} [a-z]{2,12}/
const leastCommas = 3

/** @param line its first 400 characters at most */
export function kindOfLine(line: string): SegmentKind {
  if (blank.test(line)) return 'blank'
  if (longWord.test(line)) return 'base64'
  if (diff.test(line)) return 'diff'
  if (quoted.test(line)) return 'quoted'
  if (row.test(line) && line.trimEnd().endsWith('|')) return 'table'
  if (readHit(line) || folderOf(line.trimEnd())) return 'hits'
  if (numbered.test(line)) return 'numbered'
  if (time.test(line) || level.test(line)) return 'log'
  if (tag.test(line)) return 'html'
  if (item.test(line)) return 'list'
  if (member.test(line)) return 'yaml'
  return isCsv(line) ? 'csv' : 'prose'
}

function isCsv(line: string): boolean {
  let commas = 0
  let tabs = 0
  for (let at = 0; at < line.length; at++) {
    const unit = line.charCodeAt(at)
    if (unit === 0x2c) commas++
    else if (unit === 0x09) tabs++
  }
  return Math.max(commas, tabs) >= leastCommas && !sentence.test(line)
}
