/** What registries of countries put before their own label: nobody owns `co.uk`. */
const registryLabels = new Set(
  'ac asn co com edu fin firm gen go gob gouv gov gv id ind info lg ltd me mil ne net nhs nic nom or org plc sch tm'.split(
    ' ',
  ),
);

/** Where everybody gets a name below: hosts of pages and applications, and dealers in names. */
const sharedSuffixes = new Set(
  `azurewebsites.net blogspot.com br.com cloudfront.net cn.com co.com de.com eu.com eu.org firebaseapp.com fly.dev
  github.io gitlab.io herokuapp.com jp.net netlify.app ngrok.io onrender.com pages.dev ru.com sa.com uk.com us.com
  vercel.app web.app workers.dev za.com`.split(/\s+/),
);

/**
 * Whether `domain` (A-labels, lower case) is a suffix below which many people register names, which is no organization's
 * own. Tells a slip from a domain, no more: domains are compared as a whole, so one of them never speaks for names below it.
 */
export function isPublicSuffix(domain: string): boolean {
  const [first = '', second = '', ...more] = domain.split('.');
  if (more.length > 0) return sharedSuffixes.has(domain);
  return second === '' || sharedSuffixes.has(domain) || (second.length === 2 && registryLabels.has(first));
}
