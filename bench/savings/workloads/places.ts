/**
 * Workloads that come with layers to come; their places in the table.
 * @module
 */
export const later: readonly {
  readonly name: string
  readonly title: string
  readonly with: string
}[] = [
  {
    name: 'recorded-models',
    title: 'questions over recorded outcomes of 29 models',
    with: 'router',
  },
  { name: 'labelled-intents', title: 'labelled intents with a recorded teacher', with: 'router' },
]
