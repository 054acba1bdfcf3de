import type { MessageShape } from '@bufbuild/protobuf';
import type {
  CreateUserProfileSchema,
  UpdateUserProfileSchema,
} from '@scalekit-sdk/node/lib/pkg/grpc/scalekit/v1/users/users_pb.js';

/**
 * What a request says of a person; what it does not say is undefined. Empty maps and lists say nothing, since they look
 * the same on the wire as none. `first_name` and `last_name` are what older clients send.
 */
export function readProfile(
  profile:
    | MessageShape<typeof CreateUserProfileSchema>
    | MessageShape<typeof UpdateUserProfileSchema>
    | undefined,
) {
  if (!profile) return {};
  return {
    givenName: profile.givenName || (profile.firstName ?? profile.givenName),
    familyName: profile.familyName || (profile.lastName ?? profile.familyName),
    displayName: profile.name,
    locale: profile.locale,
    phoneNumber: profile.phoneNumber,
    preferredUsername: profile.preferredUsername,
    picture: profile.picture,
    gender: profile.gender,
    groups: profile.groups.length > 0 ? profile.groups : undefined,
    profileMetadata: readPairs(profile.metadata),
    customAttributes: readPairs(profile.customAttributes),
  };
}

/** The pairs of a map, or undefined for one that is empty. */
export function readPairs(pairs: Record<string, string> = {}): Record<string, string> | undefined {
  return Object.keys(pairs).length > 0 ? pairs : undefined;
}
