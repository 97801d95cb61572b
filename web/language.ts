/**
 * A language of the browser that `Intl` takes. Chromium says `en-US@posix` where the system's locale is C or POSIX,
 * and uPlot asks `Intl` for that name as it loads: without this the whole page stays blank. A script of its own in
 * index.html, so that it comes before everything that `main.tsx` loads.
 * @module
 */

const { language } = navigator
try {
  void new Intl.NumberFormat(language)
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true })
}
