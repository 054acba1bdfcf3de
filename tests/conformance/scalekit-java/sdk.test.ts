import { delimiter, join } from 'node:path';
import { describeSdk } from '../sdk-report';
import { buildJava, trustInJava, whyNoPort } from '../toolchain';

/** The SDK opens its channel to this one, whatever the address says. */
const port = 443;
const closed = await whyNoPort(port);
const { missing, folder } = closed ? { missing: closed, folder: '' } : await buildJava(import.meta.dirname);
const path = [join(folder ?? '', 'classes'), join(folder ?? '', 'lib/*')].join(delimiter);

describeSdk('scalekit-sdk-java', {
  missing,
  port,
  exceptions: { conflict: 'APIException', notFound: 'APIException', badRequest: 'APIException' },
  program: async (certificate) => ({
    command: 'java',
    parameters: [...(await trustInJava(certificate)), '-cp', path, 'Program'],
  }),
});
