import { createRequire } from 'node:module';

/** Providers where anyone gets an address: their domains say nothing about an organization. */
const publicDomains = new Set(
  `aol.com fastmail.com gmail.com googlemail.com gmx.at gmx.ch gmx.com gmx.de gmx.net hey.com hotmail.co.uk hotmail.com
  hotmail.de hotmail.fr hotmail.it icloud.com inbox.com libero.it live.com live.co.uk live.nl mac.com mail.com mail.ru
  me.com msn.com naver.com orange.fr outlook.com outlook.de outlook.fr pm.me posteo.de proton.me protonmail.com qq.com
  rediffmail.com rocketmail.com sina.com t-online.de tutanota.com tuta.com tuta.io wanadoo.fr web.de yahoo.ca yahoo.co.in
  yahoo.co.jp yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yahoo.it yandex.com yandex.ru ymail.com zoho.com 126.com
  163.com`.split(/\s+/),
);

let disposable: ReadonlySet<string> | undefined;

/** Whether `domain` (A-labels, lower case) belongs to a public mail provider. */
export function isPublicDomain(domain: string): boolean {
  return publicDomains.has(domain);
}

/** Whether `domain` or a domain above it gives throw-away addresses, by the list of the package. */
export function isDisposableDomain(domain: string): boolean {
  disposable ??= new Set<string>(createRequire(import.meta.url)('disposable-email-domains'));
  const labels = domain.split('.');
  return labels.some(
    (_, index) => index < labels.length - 1 && disposable?.has(labels.slice(index).join('.')),
  );
}
