'use server';

import { createDomain } from '@/lib/domains/create-domain';
import { deleteDomain } from '@/lib/domains/delete-domain';
import { createDomainSchema, domainRefSchema } from '@/lib/domains/domain.schema';
import { verifyDomain } from '@/lib/domains/verify-domain';
import { definePortalAction } from '@/server/actions/define-action';
import { thenRefresh } from '../../(console)/then-refresh';

export const createDomainAction = definePortalAction(createDomainSchema, thenRefresh(createDomain));
export const verifyDomainAction = definePortalAction(domainRefSchema, thenRefresh(verifyDomain));
export const deleteDomainAction = definePortalAction(domainRefSchema, thenRefresh(deleteDomain));
