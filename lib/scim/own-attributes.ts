import { findKey, isObject, type ScimObject } from './read-value';
import { coreSchemas, type ResourceType } from './schema';
import { refuseScim } from './scim-error';

/**
 * What was sent of a resource, with its own attributes beside the others: clients that treat every schema alike
 * (scim.dev) put them below the URN of the resource's own schema, as those of an extension are. Refuses one that stands
 * in both places.
 */
export function liftOwnAttributes(type: ResourceType, sent: ScimObject): ScimObject {
  const urn = findKey(sent, coreSchemas[type]);
  if (urn === null) return sent;
  const { [urn]: own, ...others } = sent;
  if (!isObject(own)) return refuseScim('invalidValue', `“${urn}” must be an object.`);
  const repeated = Object.keys(own).find((name) => findKey(others, name) !== null);
  if (repeated !== undefined) refuseScim('invalidSyntax', `“${repeated}” stands twice in the resource.`);
  return { ...others, ...own };
}
