/** A permission as programs know it. */
export interface PermissionRecord {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Usher's own, which governs the console. */
  readonly builtIn: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const permissionRecordSelect = {
  id: true,
  name: true,
  description: true,
  builtIn: true,
  createdAt: true,
  updatedAt: true,
} as const;
