import { join } from 'node:path';
import { describeSdk } from '../sdk-report';
import { buildGo } from '../toolchain';

const { missing, folder } = await buildGo(import.meta.dirname);

describeSdk('scalekit-sdk-go', {
  missing,
  exceptions: { conflict: '*connect.Error', notFound: '*connect.Error', badRequest: '*connect.Error' },
  program: (certificate) => ({
    command: join(folder ?? '', 'program'),
    parameters: [],
    environment: { SSL_CERT_FILE: certificate },
  }),
});
