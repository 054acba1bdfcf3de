import { type DescField, getOption, type JsonObject } from '@bufbuild/protobuf';
import {
  type FieldRules,
  field as fieldRules,
  Ignore,
  type StringRules,
} from '@bufbuild/protovalidate/gen/buf/validate/validate_pb.js';

/** Whether the descriptor's rules refuse a request without this field. */
export function isRequired(field: DescField): boolean {
  return getOption(field, fieldRules).required;
}

/** What JSON Schema can say of a field's rules (`buf.validate`); what it says is never stricter than they are. */
export function ruleKeywords(field: DescField): JsonObject {
  return keywordsOf(getOption(field, fieldRules));
}

function keywordsOf(rules: FieldRules | undefined): JsonObject {
  if (!rules || rules.ignore !== Ignore.UNSPECIFIED) return {};
  const { type } = rules;
  switch (type.case) {
    case 'string':
      return stringKeywords(type.value);
    case 'int32':
    case 'uint32':
      return type.value.lessThan.case === 'lte' ? { maximum: type.value.lessThan.value } : {};
    case 'repeated': {
      const { minItems, maxItems, items } = type.value;
      const each = keywordsOf(items);
      return { ...bounds('Items', minItems, maxItems), ...(hasAny(each) && { items: each }) };
    }
    case 'map': {
      const { minPairs, maxPairs, keys, values } = type.value;
      const [name, value] = [keywordsOf(keys), keywordsOf(values)];
      return {
        ...bounds('Properties', minPairs, maxPairs),
        ...(hasAny(name) && { propertyNames: name }),
        ...(hasAny(value) && { additionalProperties: value }),
      };
    }
    default:
      return {};
  }
}

function stringKeywords({ minLen, maxLen, len, pattern, prefix, wellKnown }: StringRules): JsonObject {
  const regular = pattern || (prefix && `^${prefix}`);
  return {
    ...bounds('Length', len || minLen, len || maxLen),
    ...(regular && { pattern: regular }),
    ...(wellKnown.case === 'email' && { format: 'email' }),
    ...(wellKnown.case === 'uri' && { format: 'uri' }),
  };
}

/** Zero is how the rules say nothing. */
function bounds(of: string, minimum: bigint, maximum: bigint): JsonObject {
  return {
    ...(minimum > 0n && { [`min${of}`]: Number(minimum) }),
    ...(maximum > 0n && { [`max${of}`]: Number(maximum) }),
  };
}

function hasAny(keywords: JsonObject): boolean {
  return Object.keys(keywords).length > 0;
}
