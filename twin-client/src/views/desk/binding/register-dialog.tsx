import { type FormEvent, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { Dialog, DialogButtons } from '../../../kit/dialog.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import type { Binding, NewDevice } from '../../../state/records/binding.ts';

export interface RegisterDialogProps {
  readonly binding: Binding;
  onClose(): void;
  onRegister(device: NewDevice): Promise<void>;
}

/** Says which device an element of the model is: its code, name and kind, the likely kinds first. */
export function RegisterDialog({ binding, onClose, onRegister }: RegisterDialogProps) {
  const { store } = useCenter();
  const format = useFormat();
  const every = store.catalogue.facilities.flatMap(({ deviceKinds }) => Object.entries(deviceKinds));
  const kinds = [
    ...every.filter(([kind]) => binding.kinds.includes(kind)),
    ...every.filter(([kind]) => !binding.kinds.includes(kind)),
  ];
  const [code, setCode] = useState('');
  const [name, setName] = useState(binding.name);
  const [kind, setKind] = useState(kinds[0]?.[0] ?? '');
  const register = (event: FormEvent) => {
    event.preventDefault();
    void onRegister({ code: code.trim(), name: name.trim(), kind });
  };
  return (
    <Dialog title={format.text('binding.registerTitle', { name: binding.name })} onClose={onClose}>
      <form onSubmit={register} style={{ display: 'grid', gap: '1rem' }}>
        <TextField
          label={format.text('binding.code')}
          value={code}
          required
          maxLength={64}
          pattern="[A-Za-z0-9][A-Za-z0-9._\-]*"
          onChange={(event) => setCode(event.target.value)}
        />
        <TextField
          label={format.text('binding.name')}
          value={name}
          required
          maxLength={64}
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField label={format.text('binding.kind')} value={kind} onChange={(event) => setKind(event.target.value)}>
          {kinds.map(([id, { label }]) => (
            <option key={id} value={id}>
              {format.label(label)}
            </option>
          ))}
        </SelectField>
        <DialogButtons>
          <Button onClick={onClose}>{format.text('shell.cancel')}</Button>
          <Button look="action" type="submit">
            {format.text('binding.register')}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
