import { useState } from 'react';
import type { CommandArgs, DeviceCommand } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import { ActDialog } from '../alarm-work/dialog-parts.tsx';
import { ArgField } from './arg-field.tsx';
import { argWords, firstDrafts, readArgs } from './command-args.ts';

export interface CommandDialogProps {
  /** Name of the device. */
  readonly device: string;
  readonly command: DeviceCommand;
  onClose(): void;
  /** Null when the device was told; else what stood against it. */
  onGive(args: CommandArgs): Promise<string | null>;
}

/** Asks for the arguments of a command, and a second time before it acts on people or property. */
export function CommandDialog({ device, command, onClose, onGive }: CommandDialogProps) {
  const format = useFormat();
  const [drafts, setDrafts] = useState(() => firstDrafts(command));
  const [confirming, setConfirming] = useState(!command.args);
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const args = readArgs(command, drafts);
  const label = format.label(command.label);
  const submit = () => {
    if (args === null) return;
    if (command.confirm && !confirming) {
      setConfirming(true);
      return;
    }
    setSending(true);
    void onGive(args).then((refusal) => {
      setSending(false);
      if (refusal === null) onClose();
      else setProblem(refusal);
    });
  };
  const words = args === null ? '' : argWords(format, command, args);
  return (
    <ActDialog
      title={format.text('commands.to', { command: label, device })}
      confirm={format.text(command.confirm ? (confirming ? 'commands.confirm' : 'commands.next') : 'commands.send')}
      disabled={args === null || sending}
      problem={problem}
      onClose={onClose}
      onSubmit={submit}
    >
      {command.confirm && confirming ? (
        <p>{format.text('commands.confirmLead', { device, command: label, args: words && ` (${words})` })}</p>
      ) : (
        Object.entries(command.args ?? {}).map(([name, argument]) => (
          <ArgField
            key={name}
            argument={argument}
            value={drafts[name] ?? ''}
            onChange={(value) => setDrafts({ ...drafts, [name]: value })}
          />
        ))
      )}
    </ActDialog>
  );
}
