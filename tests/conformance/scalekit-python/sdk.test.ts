import { resolve } from 'node:path';
import { describeSdk } from '../sdk-report';
import { installPython } from '../toolchain';

const { missing, folder } = await installPython(resolve('examples/django/requirements.txt'));

describeSdk('scalekit-sdk-python', {
  missing,
  exceptions: {
    conflict: 'ScalekitConflictException',
    notFound: 'ScalekitNotFoundException',
    badRequest: 'ScalekitBadRequestException',
  },
  unreachable: {
    list_directory_users: "'ListDirUsersResponse' object has no attribute 'users'",
    list_directory_groups: "'ListDirGroupsResponse' object has no attribute 'groups'",
  },
  program: (certificate) => ({
    command: 'python3',
    parameters: [resolve(import.meta.dirname, 'program.py')],
    environment: {
      PYTHONPATH: folder ?? '',
      // gRPC and requests each ask for whom to trust in their own way.
      GRPC_DEFAULT_SSL_ROOTS_FILE_PATH: certificate,
      REQUESTS_CA_BUNDLE: certificate,
    },
  }),
});
