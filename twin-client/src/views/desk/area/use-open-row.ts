import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import type { Api } from '../../../state/api.ts';
import { useDesk } from '../desk.ts';
import type { Selection } from '../selection.ts';
import type { WithinRow } from './within-groups.ts';

/** Flies to what a row names and opens it. */
export function useOpenRow(): (row: WithinRow) => void {
  const { api } = useCenter();
  const desk = useDesk();
  const format = useFormat();
  const tell = useToast();
  return ({ opens }) => {
    if (opens.kind !== 'home') {
      desk.open(opens);
      return;
    }
    homeSelection(api, opens.code)
      .then((selection) => desk.open(selection))
      .catch((cause: unknown) => tell(problemText(format, cause), 'problem'));
  };
}

/** A home as the desk selects it: the record says the floor's number, the model the storey's name. */
async function homeSelection(api: Api, code: string): Promise<Selection> {
  const { building, ifcSpaceGuid: space, floorNumber } = await api.house(code);
  const byNumber = `${floorNumber}F`;
  if (space === null) return { kind: 'building', code: building, storey: byNumber };
  const storey = await api.models.element(building, space).then(
    (found) => found.storey,
    () => byNumber,
  );
  return { kind: 'building', code: building, storey, space };
}
