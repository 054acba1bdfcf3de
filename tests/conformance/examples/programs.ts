import { resolve } from 'node:path';
import type { Example } from './describe-example';

export const express: Example = {
  missing: null,
  hasPkce: true,
  needsTls: false,
  program: () => ({ command: process.execPath, parameters: ['app.ts'], folder: resolve('examples/express') }),
};
