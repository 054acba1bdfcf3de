'use client';

import { type ChangeEvent, useId } from 'react';
import { useFormContext } from 'react-hook-form';
import { importMetadataSchema } from '@/lib/connections/connection.schema';
import type { ConnectionRecord } from '@/lib/connections/connection-record';
import { ErrorSummary } from '../forms/error-summary';
import { Form } from '../forms/form';
import { SubmitButton } from '../forms/submit-button';
import { TextAreaField } from '../forms/text-area-field';
import { TextField } from '../forms/text-field';
import { useActionForm } from '../forms/use-action-form';
import { useToast } from '../ui/toast';
import type { ConnectionActions } from './connection-actions';

export type MetadataFormProps = {
  connection: ConnectionRecord & { readonly type: 'SAML' };
  importMetadata: ConnectionActions['importMetadata'];
};

/** Sets a SAML connection up by what the identity provider says of itself: an address, a file, or its text. */
export function MetadataForm({ connection, importMetadata }: MetadataFormProps) {
  const { organizationId, connectionId, settings } = connection;
  const toast = useToast();
  const form = useActionForm({
    schema: importMetadataSchema,
    action: importMetadata,
    defaultValues: { organizationId, connectionId, url: settings.idpMetadataUrl ?? '', xml: '' },
    onSuccess: (_, { url }) => {
      form.methods.reset({ organizationId, connectionId, url, xml: '' });
      toast({ title: 'The metadata was read' });
    },
  });
  return (
    <Form form={form} className="flex flex-col gap-4">
      <ErrorSummary />
      <TextField
        name="url"
        label="Address of the metadata"
        placeholder="https://idp.example.com/metadata"
        autoComplete="off"
        spellCheck={false}
        hint="It is read now, once. Read it again when the certificate is about to be replaced."
      />
      <TextAreaField
        name="xml"
        label="Or its text"
        optional
        rows={4}
        spellCheck={false}
        className="[&_textarea]:font-mono [&_textarea]:text-[12.5px]"
        placeholder="<EntityDescriptor …"
      />
      <MetadataFile />
      <div>
        <SubmitButton variant="default">Read the metadata</SubmitButton>
      </div>
    </Form>
  );
}

/** Puts the text of a chosen file into the field. */
function MetadataFile() {
  const id = useId();
  const { setValue } = useFormContext();
  async function read(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    if (!file) return;
    setValue('xml', await file.text(), { shouldDirty: true });
    setValue('url', '', { shouldDirty: true });
  }
  return (
    <div className="flex flex-col gap-[5px]">
      <label htmlFor={id} className="font-strong">
        Or its file
      </label>
      <input
        id={id}
        type="file"
        accept=".xml,text/xml,application/xml,application/samlmetadata+xml"
        onChange={(event) => void read(event)}
        className="min-h-[38px] text-ink-2 file:mr-3 file:h-[34px] file:rounded-md file:border file:border-line-strong file:bg-paper file:px-3 file:font-medium file:text-ink"
      />
    </div>
  );
}
