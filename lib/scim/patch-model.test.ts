import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyPatch, readPatch } from './patch';
import { readResource } from './read-resource';
import { enterpriseSchema, userSchema } from './schema';
import { ScimError } from './scim-error';

interface Email {
  type?: string;
  value?: string;
  primary?: boolean;
}

/** A user as a plain object that operations write to, in the simplest way that could be right. */
interface Model {
  title?: string;
  givenName?: string;
  familyName?: string;
  department?: string;
  manager?: string;
  emails: Email[];
}

/** One step: what is sent, and what it means. */
interface Step {
  readonly sent: Record<string, unknown>;
  readonly apply: (model: Model) => void;
}

type Field = 'title' | 'givenName' | 'familyName' | 'department' | 'manager';

const paths: Record<Field, string[]> = {
  title: ['title', 'TITLE', `${userSchema}:title`],
  givenName: ['name.givenName', 'Name.GIVENNAME', `${userSchema}:name.givenName`],
  familyName: ['name.familyName', 'name.familyname'],
  department: [`${enterpriseSchema}:department`, `${enterpriseSchema.toUpperCase()}:Department`],
  manager: [`${enterpriseSchema}:manager`, `${enterpriseSchema}:manager.value`],
};
const field = fc.constantFrom<Field>('title', 'givenName', 'familyName', 'department', 'manager');
const word = fc.constantFrom('a', 'b', 'c');
const address = fc.constantFrom('a@example.com', 'b@example.com', 'c@example.com');
const type = fc.constantFrom('work', 'home', 'other');
const set = fc.constantFrom('add', 'Add', 'replace', 'Replace');
const email: fc.Arbitrary<Email> = fc.record(
  { type, value: address, primary: fc.boolean() },
  { requiredKeys: ['type', 'value'] },
);
const emails = fc.uniqueArray(email, { selector: (each) => each.type, maxLength: 3 }).map(withOnePrimary);

const setField = fc
  .tuple(set, field, fc.nat(), word, fc.boolean())
  .map(([op, name, choice, value, pathless]): Step => {
    const path = paths[name][choice % paths[name].length] ?? '';
    return {
      sent: pathless ? { op, value: { [path]: value } } : { op, path, value },
      apply: (model) => {
        model[name] = value;
      },
    };
  });

const removeField = fc.tuple(field, fc.nat()).map(
  ([name, choice]): Step => ({
    sent: { op: 'remove', path: paths[name][choice % paths[name].length] },
    apply: (model) => {
      delete model[name];
    },
  }),
);

const setName = fc.tuple(set, word, fc.boolean()).map(
  ([op, givenName, pathless]): Step => ({
    sent: pathless ? { op, value: { name: { givenName } } } : { op, path: 'name', value: { givenName } },
    apply: (model) => {
      model.givenName = givenName;
    },
  }),
);

const setAddress = fc.tuple(set, type, address).map(
  ([op, wanted, value]): Step => ({
    sent: { op, path: `emails[type eq "${wanted}"].value`, value },
    apply: (model) => {
      const found = model.emails.filter((each) => each.type === wanted);
      for (const each of found) each.value = value;
      if (found.length === 0) model.emails.push({ type: wanted, value });
    },
  }),
);

const addEmail = fc.tuple(email, fc.boolean()).map(
  ([added, pathless]): Step => ({
    sent: pathless ? { op: 'add', value: { emails: [added] } } : { op: 'add', path: 'emails', value: added },
    apply: (model) => {
      const same = model.emails.find((each) => each.type === added.type && each.value === added.value);
      if (added.primary) demote(model, same ? [same] : []);
      if (same) Object.assign(same, added);
      else model.emails.push({ ...added });
    },
  }),
);

const makePrimary = fc.tuple(set, type, fc.constantFrom(true, 'True')).map(
  ([op, wanted, value]): Step => ({
    sent: { op, path: `emails[type eq "${wanted}"].primary`, value },
    apply: (model) => {
      const found = model.emails.filter((each) => each.type === wanted);
      demote(model, found);
      if (found.length === 0) model.emails.push({ type: wanted, primary: true });
      for (const each of found) each.primary = true;
    },
  }),
);

const replaceEmails = fc.tuple(emails, fc.boolean()).map(
  ([value, pathless]): Step => ({
    sent: pathless ? { op: 'replace', value: { emails: value } } : { op: 'replace', path: 'emails', value },
    apply: (model) => {
      model.emails = value.map((each) => ({ ...each }));
    },
  }),
);

const removeEmails = fc.oneof(
  type.map((gone) => remove({ path: `emails[type eq "${gone}"]` }, (each) => each.type === gone)),
  type.map((gone) => remove({ path: `emails[type eq "${gone}"].value` }, (each) => each.type === gone)),
  type.map((kept) => remove({ path: `emails[not (type eq "${kept}")]` }, (each) => each.type !== kept)),
  address.map((gone) => remove({ path: 'emails', value: [{ value: gone }] }, (each) => each.value === gone)),
  fc.constant(remove({ path: 'emails[primary eq "true"]' }, (each) => each.primary === true)),
  fc.constant(remove({ path: 'emails' }, () => true)),
);

const step = fc.oneof(
  setField,
  removeField,
  setName,
  setAddress,
  addEmail,
  makePrimary,
  replaceEmails,
  removeEmails,
);

function remove(sent: Record<string, unknown>, isGone: (email: Email) => boolean): Step {
  return {
    sent: { op: 'Remove', ...sent },
    apply: (model) => {
      model.emails = model.emails.filter((each) => !isGone(each));
    },
  };
}

function demote(model: Model, kept: readonly Email[]): void {
  for (const each of model.emails) if (!kept.includes(each) && each.primary) each.primary = false;
}

function isPossible({ emails: list }: Model): boolean {
  const types = new Set(list.map((each) => each.type));
  return (
    list.every((each) => each.value) &&
    types.size === list.length &&
    list.filter((each) => each.primary).length < 2
  );
}

function withOnePrimary(values: readonly Email[]): Email[] {
  return values.map((value, index) => (index === 0 ? value : { ...value, primary: false }));
}

function toResource(model: Model): Record<string, unknown> {
  const { title, givenName, familyName, department, manager, emails: list } = model;
  return readResource('User', {
    userName: 'ada',
    title,
    name: { givenName, familyName },
    emails: list,
    [enterpriseSchema]: { department, manager },
  });
}

test('a PATCH does to a resource what its operations do one by one to a plain object', () => {
  let refused = 0;
  let checked = 0;
  const start = fc.record(
    { title: word, givenName: word, manager: word, emails },
    { requiredKeys: ['emails'] },
  );
  fc.assert(
    fc.property(start, fc.array(step, { minLength: 1, maxLength: 6 }), (before, steps) => {
      const resource = toResource(before);
      const model: Model = structuredClone(before);
      for (const each of steps) each.apply(model);
      const patch = () =>
        applyPatch('User', resource, readPatch({ Operations: steps.map(({ sent }) => sent) }));
      checked += 1;
      if (!isPossible(model)) {
        refused += 1;
        expect(patch).toThrow(ScimError);
      } else expect(patch()).toEqual(toResource(model));
    }),
    { numRuns: 1500 },
  );
  expect(refused).toBeGreaterThan(0);
  expect(checked - refused).toBeGreaterThan(refused);
});
