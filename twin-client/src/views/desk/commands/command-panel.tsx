import { useState } from 'react';
import type { CommandArgs, Device } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { Problem } from '../../../state/problem.ts';
import { may } from '../../../state/records/session.ts';
import { outcomeWords } from '../alarm-work/action-words.ts';
import { CommandDialog } from './command-dialog.tsx';
import { CommandLog } from './command-log.tsx';
import styles from './commands.module.css';

/** What a device can be told, and what it was told. Nothing for kinds that take no commands, nor without the right to give them. */
export function CommandPanel({ device }: { device: Device }) {
  const { store, session } = useCenter();
  const format = useFormat();
  const [asking, setAsking] = useState<string | null>(null);
  const { give, pending } = useCommands(device);
  const entry = store.catalogue.kind(device.deviceKind);
  const commands = entry?.kind.commands;
  if (entry?.facility.supervisedOnly) {
    return (
      <Panel title={format.text('commands.title')} from="commands">
        <p className={styles.note} data-testid="supervised-only">
          {format.text('commands.supervised', { facility: format.label(entry.facility.label) })}
        </p>
      </Panel>
    );
  }
  if (!commands || !may(session, 'device.command')) return null;
  const asked = asking === null ? undefined : commands[asking];
  return (
    <Panel title={format.text('commands.title')} from="commands">
      <div className={styles.commands} data-testid="commands">
        {Object.entries(commands).map(([name, command]) => (
          <Button
            key={name}
            disabled={pending}
            data-command={name}
            onClick={() => {
              if (command.args || command.confirm) setAsking(name);
              else void give(name, {}, false);
            }}
          >
            {format.label(command.label)}
          </Button>
        ))}
      </div>
      <CommandLog device={device} commands={commands} />
      {asking !== null && asked && (
        <CommandDialog
          device={device.name}
          command={asked}
          onClose={() => setAsking(null)}
          onGive={(args) => give(asking, args, asked.confirm === true)}
        />
      )}
    </Panel>
  );
}

/** Gives commands to a device and tells how they went. */
function useCommands(device: Device) {
  const { api, store, clock } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [pending, setPending] = useState(false);
  /** Null when the device was told; else what stood against it. */
  const give = async (name: string, args: CommandArgs, confirmed: boolean): Promise<string | null> => {
    const declared = store.catalogue.kind(device.deviceKind)?.kind.commands?.[name]?.label;
    const command = declared ? format.label(declared) : name;
    setPending(true);
    try {
      const outcome = await api.commands.give(device.code, name, args, confirmed);
      if (outcome.ok) tell(format.text('commands.done', { command }));
      else {
        const result = outcomeWords(format, { ...outcome, endedAt: clock.now() }, null);
        tell(format.text('commands.failed', { command, result }), 'problem');
      }
      return null;
    } catch (cause) {
      // What the server says of a command is more than that it is in conflict.
      const detail = cause instanceof Problem ? cause.detail : null;
      const problem = [problemText(format, cause), format.locale === 'zh' ? detail : null].filter(Boolean).join(': ');
      tell(format.text('commands.failed', { command, result: problem }), 'problem');
      return problem;
    } finally {
      setPending(false);
    }
  };
  return { give, pending };
}
