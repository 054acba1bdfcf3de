import { authorize } from '../authz/authorize';
import type { Ctx, StaffRole } from '../authz/context';
import { visibleName } from '../users/user';

export interface StaffRow {
  readonly userId: string;
  readonly email: string;
  /** Null when nobody said a name yet. */
  readonly name: string | null;
  readonly role: StaffRole;
  readonly addedAt: Date;
  /** Null for the first owner, and when whoever added them is gone. */
  readonly addedByName: string | null;
  /** Null: never signed in. */
  readonly lastLoginAt: Date | null;
}

const personFields = { email: true, name: true, givenName: true, familyName: true } as const;

/** Everyone on the staff: owners first, then admins, then support, each by address. */
export async function listStaff(ctx: Ctx): Promise<readonly StaffRow[]> {
  authorize(ctx, 'staff.list');
  const staff = await ctx.db.staff.findMany({
    select: {
      userId: true,
      role: true,
      createdAt: true,
      addedById: true,
      user: { select: { ...personFields, lastLoginAt: true } },
    },
    orderBy: [{ role: 'asc' }, { user: { emailKey: 'asc' } }],
  });
  const addedBy = await ctx.db.user.findMany({
    where: { id: { in: staff.flatMap((row) => row.addedById ?? []) } },
    select: { id: true, ...personFields },
  });
  const names = new Map(addedBy.map((person) => [person.id, visibleName(person)]));
  return staff.map(({ user, ...row }) => ({
    userId: row.userId,
    email: user.email,
    name: visibleName(user) === user.email ? null : visibleName(user),
    role: row.role,
    addedAt: row.createdAt,
    addedByName: names.get(row.addedById ?? '') ?? null,
    lastLoginAt: user.lastLoginAt,
  }));
}
