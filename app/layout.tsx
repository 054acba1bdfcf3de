import './globals.css';
import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { Providers } from '@/components/shell/providers';
import { readFrontDoor } from './front-door';

/** Titles end with the name of the application: people who were invited to it do not know Usher. */
export async function generateMetadata(): Promise<Metadata> {
  const name = await readName();
  return { title: { default: name, template: `%s · ${name}` }, robots: { index: false, follow: false } };
}

/** While the database is away the page that says so still needs a title. */
async function readName(): Promise<string> {
  return readFrontDoor().then(
    ({ isClaimed, applicationName }) => (isClaimed ? applicationName : 'Usher'),
    () => 'Usher',
  );
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafaf9' },
    { media: '(prefers-color-scheme: dark)', color: '#100f0e' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A page made at build time carries no nonce, and the browser would refuse its scripts.
  await connection();
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="en">
      <body>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  );
}
