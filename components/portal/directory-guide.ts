import type { GuideStep } from './guide';

/** Something of ours that is pasted at the directory. Its secret is not: only who makes one sees it. */
export type DirectoryValue = 'baseUrl' | 'applicationName';

/** How a directory is told where to send people and groups. */
export interface DirectoryGuide {
  readonly steps: readonly GuideStep<DirectoryValue>[];
  /** What one should know before beginning. */
  readonly notice?: string;
}
