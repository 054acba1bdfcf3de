import { delimiter, join, resolve } from 'node:path';
import { buildGo, buildJava, installPython, trustInJava, whyNoPort } from '../toolchain';
import type { Example } from './describe-example';

/** Each example as its README starts it, with what trusts the certificate of the server that it is tested with. */
export const express: Example = {
  missing: null,
  hasPkce: true,
  needsTls: false,
  program: () => ({ command: process.execPath, parameters: ['app.ts'], folder: resolve('examples/express') }),
};

export async function django(): Promise<Example> {
  const folder = resolve('examples/django');
  const { missing, folder: packages } = await installPython(resolve(folder, 'requirements.txt'));
  return {
    missing,
    hasPkce: false,
    needsTls: true,
    program: (certificate) => ({
      command: 'python3',
      parameters: ['manage.py', 'runserver', '--noreload'],
      folder,
      environment: {
        PYTHONPATH: packages ?? '',
        PYTHONDONTWRITEBYTECODE: '1',
        // gRPC and requests each ask for whom to trust in their own way.
        GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: certificate,
        REQUESTS_CA_BUNDLE: certificate,
      },
    }),
  };
}

export async function gin(): Promise<Example> {
  const { missing, folder } = await buildGo(resolve('examples/gin'));
  return {
    missing,
    hasPkce: true,
    needsTls: true,
    program: (certificate) => ({
      command: join(folder ?? '', 'program'),
      parameters: [],
      environment: { SSL_CERT_FILE: certificate },
    }),
  };
}

/** Its SDK opens its channel to port 443, whatever the address says. */
export async function springBoot(): Promise<Example> {
  const port = 443;
  const folder = resolve('examples/spring-boot');
  const closed = await whyNoPort(port);
  const { missing, folder: built } = closed ? { missing: closed, folder: null } : await buildJava(folder);
  const path = [`${built}/classes`, `${built}/lib/*`, 'src/main/resources'].join(delimiter);
  return {
    missing,
    hasPkce: true,
    needsTls: true,
    port,
    program: async (certificate) => ({
      command: 'java',
      parameters: [...(await trustInJava(certificate)), '-cp', path, 'com.example.usher.Application'],
      folder,
    }),
  };
}
