import { type FormEvent, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { SelectField, TextArea } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import type { BroadcastPlace, BroadcastWords } from '../../../state/records/broadcast.ts';
import { Faulty, SaveTold } from '../save-parts.tsx';
import styles from '../settings.module.css';
import { useSave } from '../use-save.ts';
import { PlaceChoice } from './place-choice.tsx';
import { emergencyChoice, SPOKEN_LEVELS, soundOf } from './speak-sound.ts';

/** A text that is spoken into zones and buildings at once; above a prompt it is asked twice. */
export function SpeakForm({
  places,
  words,
  onSpoken,
}: {
  places: readonly BroadcastPlace[];
  words: BroadcastWords;
  onSpoken(): void;
}) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [choice, setChoice] = useState('prompt');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [sure, setSure] = useState(false);
  const save = useSave(['places', 'sound.text']);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (choice !== 'prompt' && !sure) {
      setSure(true);
      return;
    }
    setSure(false);
    if (!(await save.run(() => api.broadcast.play(soundOf(choice, text), chosen)))) return;
    setText('');
    tell(format.text('broadcast.spoken'));
    onSpoken();
  };
  return (
    <Panel title={format.text('broadcast.speak')}>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)} data-testid="speak-form">
        <SelectField
          label={format.text('broadcast.level')}
          value={choice}
          data-testid="speak-level"
          onChange={(event) => {
            setSure(false);
            setChoice(event.target.value);
          }}
        >
          <optgroup label={format.text('broadcast.spokenText')}>
            {SPOKEN_LEVELS.map((level) => (
              <option key={level} value={level}>
                {format.text(`level.${level}`)}
              </option>
            ))}
          </optgroup>
          <optgroup label={format.text('broadcast.emergencies')}>
            {words.emergencies.map(({ id, label }) => (
              <option key={id} value={emergencyChoice(id)}>
                {format.label(label)}
              </option>
            ))}
          </optgroup>
        </SelectField>
        <Faulty fault={save.faultOf('sound.text')}>
          <TextArea
            label={format.text('broadcast.text')}
            rows={3}
            value={text}
            maxLength={500}
            data-testid="speak-text"
            onChange={(event) => setText(event.target.value)}
          />
        </Faulty>
        <Faulty fault={save.faultOf('places')}>
          <PlaceChoice places={places} chosen={chosen} onChange={setChosen} />
        </Faulty>
        <SaveTold save={save} onReload={onSpoken} />
        <div className={styles.acts}>
          <Button look="action" type="submit" disabled={save.busy} data-testid="speak" onBlur={() => setSure(false)}>
            {format.text(sure ? 'broadcast.speakSure' : 'broadcast.speakNow')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
