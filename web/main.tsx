/**
 * The page begins here.
 * @module
 */
import { render } from 'preact'
import { App } from './app.tsx'
import { followLinks } from './address.ts'
import { startLive } from './live.ts'

document.addEventListener('click', followLinks)
render(<App />, document.getElementById('page')!)
void startLive()
