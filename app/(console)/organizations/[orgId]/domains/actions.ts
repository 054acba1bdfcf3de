'use server';

import { createDomain } from '@/lib/domains/create-domain';
import { deleteDomain } from '@/lib/domains/delete-domain';
import { createDomainSchema, domainRefSchema } from '@/lib/domains/domain.schema';
import { verifyDomain } from '@/lib/domains/verify-domain';
import { vouchForDomain } from '@/lib/domains/vouch-for-domain';
import { defineAction } from '@/server/actions/define-action';
import { thenRefresh } from '../../../then-refresh';

export const createDomainAction = defineAction(createDomainSchema, thenRefresh(createDomain));
export const verifyDomainAction = defineAction(domainRefSchema, thenRefresh(verifyDomain));
export const vouchForDomainAction = defineAction(domainRefSchema, thenRefresh(vouchForDomain));
export const deleteDomainAction = defineAction(domainRefSchema, thenRefresh(deleteDomain));
