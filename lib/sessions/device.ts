/** What a browser says about itself. It is a hint and can be made up; what it does not say is empty. */
export interface Device {
  /** "Chrome on macOS". */
  readonly name: string;
  readonly browser: string;
  readonly browserVersion: string;
  readonly system: string;
  /** As browsers say it: many stopped telling the truth, so that Windows 11 is 10.0 and macOS stays at 10.15.7. */
  readonly systemVersion: string;
  readonly type: 'desktop' | 'mobile' | 'tablet' | 'unknown';
}

/** A pattern whose first group is the version, where there is one. */
type Known = readonly [pattern: RegExp, name: string];

/** Most specific first: every one of them also calls itself Chrome or Safari. */
const browsers: readonly Known[] = [
  [/\bEdg(?:e|A|iOS)?\/([\d.]+)/, 'Edge'],
  [/\b(?:OPR|OPiOS)\/([\d.]+)/, 'Opera'],
  [/\bVivaldi\/([\d.]+)/, 'Vivaldi'],
  [/\bSamsungBrowser\/([\d.]+)/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/([\d.]+)/, 'Firefox'],
  [/\b(?:(?:Headless)?Chrom(?:e|ium)|CriOS)\/([\d.]+)/, 'Chrome'],
  [/\bVersion\/([\d.]+).*\bSafari\//, 'Safari'],
];

const systems: readonly Known[] = [
  [/\biPhone\b(?:.*?\bOS ([\d_]+))?/, 'iPhone'],
  [/\biPad\b(?:.*?\bOS ([\d_]+))?/, 'iPad'],
  [/\bAndroid\b(?: ([\d.]+))?/, 'Android'],
  [/\bWindows\b(?: NT ([\d.]+))?/, 'Windows'],
  [/\bCrOS\b(?: \S+ ([\d.]+))?/, 'ChromeOS'],
  [/\b(?:Mac OS X|Macintosh)\b(?:.*?\bMac OS X ([\d_.]+))?/, 'macOS'],
  [/\b(?:Linux|X11)\b/, 'Linux'],
];

/** A user agent in words. */
export function describeDevice(userAgent: string | null): Device {
  const text = userAgent ?? '';
  const browser = firstMatch(browsers, text);
  const system = firstMatch(systems, text);
  const name =
    browser.name && system.name ? `${browser.name} on ${system.name}` : browser.name || system.name;
  return {
    name: name || 'Unknown browser',
    browser: browser.name,
    browserVersion: browser.version,
    system: system.name,
    systemVersion: system.version,
    type: typeOf(system.name, text),
  };
}

/** Only an Android that is a phone says that it is mobile. */
function typeOf(system: string, text: string): Device['type'] {
  if (system === '') return 'unknown';
  if (system === 'iPad') return 'tablet';
  if (system === 'Android') return /\bMobile\b/.test(text) ? 'mobile' : 'tablet';
  return system === 'iPhone' ? 'mobile' : 'desktop';
}

function firstMatch(list: readonly Known[], text: string): { name: string; version: string } {
  for (const [pattern, name] of list) {
    const match = pattern.exec(text);
    if (match) return { name, version: (match[1] ?? '').replaceAll('_', '.') };
  }
  return { name: '', version: '' };
}
