import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assert as check, constantFrom, property, string, uint8Array } from 'fast-check'
import { readForm } from './form.ts'

const type = 'multipart/form-data; boundary=----b7'
const part = (head: string, value: string) => `------b7\r\n${head}\r\n\r\n${value}\r\n`
const field = (name: string, value: string) =>
  part(`Content-Disposition: form-data; name="${name}"`, value)
const file = (value: string) =>
  part(
    'Content-Disposition: form-data; name="file"; filename="model.wav"\r\nContent-Type: audio/wav',
    value,
  )
const read = (text: string, contentType = type) => readForm(Buffer.from(text), contentType)
const modelOf = (...parts: string[]) => read(`${parts.join('')}------b7--\r\n`)?.model
const model = field('model', 'gpt-4o-transcribe')

test('the model of a form, before or behind its file', async () => {
  assert.equal(modelOf(model, file('sound')), 'gpt-4o-transcribe')
  assert.equal(modelOf(file('so\r\nund'), field('language', 'de'), model), 'gpt-4o-transcribe')
  assert.equal(modelOf(file('sound')), '')
  const odd = 'Content-Disposition: form-data; name="file"; filename="50%22 a\\b.wav"'
  assert.equal(modelOf(part(odd, 'x'), model), 'gpt-4o-transcribe')
  assert.equal(
    modelOf(part('content-disposition: form-data; name=model', 'whisper-1')),
    'whisper-1',
  )
  const form = new FormData()
  form.set('file', new Blob([new Uint8Array(100_000)]), 'a.mp3')
  form.set('model', 'whisper-1')
  const response = new Response(form)
  const bytes = new Uint8Array(await response.arrayBuffer())
  const own = readForm(bytes, response.headers.get('content-type')!)!
  assert.equal(own.model, 'whisper-1')
  assert.ok(own.files >= 100_000 && own.files < 100_010)
  assert.equal(own.files + own.text, bytes.length)
})

test('what is no form is none', () => {
  assert.equal(read('{"model":"gpt-5"}', 'application/json'), undefined)
  assert.equal(read(model, 'multipart/form-data'), undefined)
  assert.equal(read('', type)?.model, '')
  assert.equal(read('------b7', type)?.model, '')
})

test('a form that servers could read in two ways names no model', () => {
  const cheap = field('model', 'cheap')
  const others = [
    field('model', 'dear'),
    field('Model', 'dear'),
    field('model[]', 'dear'),
    field(' model', 'dear'),
    part("Content-Disposition: form-data; name*=utf-8''model", 'dear'),
    part('Content-Disposition: form-data; name="m\\odel"', 'dear'),
    part('Content-Disposition: form-data; name="%6dodel"', 'dear'),
    part("content-disposition : form-data; name='x'; name=model", 'dear'),
    part(
      'Content-Disposition: form-data; name="model"\r\nContent-Transfer-Encoding: base64',
      'ZGVhcg==',
    ),
    field('x', `\n${field('model', 'dear')}`),
    field('x', `a\n------b7\nContent-Disposition: form-data; name="model"\n\ndear\n`),
    part('Content-Disposition: form-data; name="model"; filename=""', 'dear'),
    field('model', ''),
    field('model', 'dear\n'),
    field('model', 'x'.repeat(300)),
  ]
  for (const other of others) {
    assert.equal(modelOf(cheap, other), '', other)
    assert.equal(modelOf(other, cheap), '', other)
  }
  assert.equal(modelOf(cheap, cheap), 'cheap', 'said twice, but the same')
  const two = 'multipart/form-data; boundary=x; boundary=----b7'
  assert.equal(read(`${cheap}------b7--`, two), undefined)
  assert.equal(modelOf(cheap, field('x', 'y').repeat(300)), '', 'too many parts to look at')
})

test('property: any bytes are read without an error, and never to a name that is not there', () => {
  const piece = constantFrom('------b7', '\r\n', '\n', model, 'name="model"', '\r\n\r\n', '--', 'a')
  check(
    property(string({ unit: piece, maxLength: 30 }), uint8Array(), (text, bytes) => {
      const form = readForm(Buffer.concat([Buffer.from(text), bytes]), type)!
      assert.ok(form.model === '' || form.model === 'gpt-4o-transcribe' || /^a+$/.test(form.model))
      assert.ok(form.text >= 0 && form.files >= 0)
    }),
  )
})
