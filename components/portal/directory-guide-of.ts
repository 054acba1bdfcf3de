import type { DirectoryProvider } from '@/lib/directories/directory.schema';
import type { DirectoryGuide } from './directory-guide';
import { customDirectoryGuide } from './directory-guides/custom';
import { entraDirectoryGuide } from './directory-guides/entra';
import { googleDirectoryGuide } from './directory-guides/google';
import { jumpCloudDirectoryGuide } from './directory-guides/jumpcloud';
import { oktaDirectoryGuide } from './directory-guides/okta';
import { oneLoginDirectoryGuide } from './directory-guides/onelogin';
import { pingDirectoryGuide } from './directory-guides/ping';

const guides: Readonly<Partial<Record<DirectoryProvider, DirectoryGuide>>> = {
  OKTA: oktaDirectoryGuide,
  MICROSOFT_AD: entraDirectoryGuide,
  GOOGLE: googleDirectoryGuide,
  ONELOGIN: oneLoginDirectoryGuide,
  JUMPCLOUD: jumpCloudDirectoryGuide,
  PING_IDENTITY: pingDirectoryGuide,
};

/** The steps for a directory; for one without steps of its own, what holds for every one. */
export function directoryGuideOf(provider: DirectoryProvider): DirectoryGuide {
  return guides[provider] ?? customDirectoryGuide;
}
