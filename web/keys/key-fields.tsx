/**
 * The fields of what a key may, for one that is made and one that is changed.
 * @module
 */
import { budgetWindows, isShown, type FieldSettings } from './key-form.ts'

const spans = { hour: 'an hour', day: 'a day', month: 'a month', total: 'in all' } as const
const modes = ['', 'observe', 'safe', 'balanced', 'max'] as const

/** @param now - what the fields say at first; a key that is yet to be made has nothing */
export function KeyFields({ now = {} }: { now?: FieldSettings }) {
  return (
    <>
      {budgetWindows.map((window) => (
        <Field
          key={window}
          label={`Dollars ${spans[window]}`}
          name={`budget-${window}`}
          inputMode="decimal"
          pattern="\d{1,9}(\.\d{1,12})?"
          placeholder="no budget"
          value={now.budgets?.find((budget) => budget.window === window)?.limit}
        />
      ))}
      <Field
        label="Requests a minute"
        name="requests"
        inputMode="numeric"
        pattern="[1-9]\d{0,8}"
        placeholder="no limit"
        value={now.limits?.find(isShown)?.limit.toString()}
      />
      <Field
        label="Models"
        name="models"
        placeholder="all; gpt-5-* claude-*"
        value={now.models?.join(' ')}
      />
      <Field label="Routes" name="routes" placeholder="all" value={now.routes?.join(' ')} />
      <label>
        Highest mode
        <select name="mode">
          {modes.map((mode) => (
            <option key={mode} value={mode} selected={mode === (now.mode ?? '')}>
              {mode === '' ? 'as the route' : mode}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}

interface FieldProps {
  readonly label: string
  readonly name: string
  readonly placeholder?: string
  readonly required?: boolean
  readonly maxLength?: number
  readonly inputMode?: 'decimal' | 'numeric'
  readonly pattern?: string
  readonly value?: string | undefined
}

/** A line of text with its label; browsers keep their suggestions to themselves. */
export function Field({ label, value, ...input }: FieldProps) {
  return (
    <label>
      {label}
      <input {...input} autocomplete="off" defaultValue={value ?? ''} />
    </label>
  )
}
