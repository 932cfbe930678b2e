import { useSite } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { SearchChoice } from './search-choice.tsx';

/** A building of the site. */
export function BuildingField({ value, onChoose }: { value: string | null; onChoose(building: string | null): void }) {
  const site = useSite();
  const format = useFormat();
  return (
    <SearchChoice
      label={format.text('whatIf.building')}
      testId="what-if-building"
      value={value}
      onChoose={onChoose}
      options={site.buildings.map(({ code, name }) => ({ value: code, label: name, more: code }))}
    />
  );
}
