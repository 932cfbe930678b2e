/** An element of a parsed message: its name, and its text or its elements. */
interface Element {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Element[];
}

/** How often an element may stand: once, at most once, any number. */
type Often = '1' | '?' | '*' | '+';

/** Elements of `alert` and of what is in it, in their order (CAP 1.2, 3.4, XML schema). */
const ORDER: Readonly<Record<string, readonly (readonly [name: string, often: Often])[]>> = {
  alert: [
    ['identifier', '1'],
    ['sender', '1'],
    ['sent', '1'],
    ['status', '1'],
    ['msgType', '1'],
    ['source', '?'],
    ['scope', '1'],
    ['restriction', '?'],
    ['addresses', '?'],
    ['code', '*'],
    ['note', '?'],
    ['references', '?'],
    ['incidents', '?'],
    ['info', '*'],
  ],
  info: [
    ['language', '?'],
    ['category', '+'],
    ['event', '1'],
    ['responseType', '*'],
    ['urgency', '1'],
    ['severity', '1'],
    ['certainty', '1'],
    ['audience', '?'],
    ['eventCode', '*'],
    ['effective', '?'],
    ['onset', '?'],
    ['expires', '?'],
    ['senderName', '?'],
    ['headline', '?'],
    ['description', '?'],
    ['instruction', '?'],
    ['web', '?'],
    ['contact', '?'],
    ['parameter', '*'],
    ['resource', '*'],
    ['area', '*'],
  ],
  eventCode: [
    ['valueName', '1'],
    ['value', '1'],
  ],
  parameter: [
    ['valueName', '1'],
    ['value', '1'],
  ],
  area: [
    ['areaDesc', '1'],
    ['polygon', '*'],
    ['circle', '*'],
    ['geocode', '*'],
    ['altitude', '?'],
    ['ceiling', '?'],
  ],
};

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d$/;
const NAME = /^[^\s,<&]+$/;
const words = (list: string) => new RegExp(`^(${list.split(' ').join('|')})$`);

/** What the text of an element must be (CAP 1.2, 3.2). */
const TEXTS: Readonly<Record<string, RegExp>> = {
  identifier: NAME,
  sender: NAME,
  sent: DATE_TIME,
  status: words('Actual Exercise System Test Draft'),
  msgType: words('Alert Update Cancel Ack Error'),
  scope: words('Public Restricted Private'),
  references: /^[^\s,]+,[^\s,]+,\S+( [^\s,]+,[^\s,]+,\S+)*$/,
  language: /^[a-z]{2}-[A-Z]{2}$/,
  category: words('Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other'),
  event: /\S/,
  responseType: words('Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None'),
  urgency: words('Immediate Expected Future Past Unknown'),
  severity: words('Extreme Severe Moderate Minor Unknown'),
  certainty: words('Observed Likely Possible Unlikely Unknown'),
  onset: DATE_TIME,
  areaDesc: /\S/,
  polygon: /^-?\d+(\.\d+)?,-?\d+(\.\d+)?( -?\d+(\.\d+)?,-?\d+(\.\d+)?){3,}$/,
  circle: /^-?\d+(\.\d+)?,-?\d+(\.\d+)? \d+(\.\d+)?$/,
};

/** For tests: what in a message is against the standard; nothing where it is as it should be. */
export function capFaults(xml: string): string[] {
  const alert = parseXml(xml);
  const faults = faultsOf(alert);
  if (!xml.includes('<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">')) faults.push('alert: another namespace');
  const of = (name: string) => alert.children.find((child) => child.name === name)?.text;
  if (of('scope') === 'Restricted' && !of('restriction')) faults.push('alert: Restricted without a restriction');
  if (of('msgType') !== 'Alert' && !of('references')) faults.push(`alert: ${of('msgType')} without references`);
  return faults;
}

function faultsOf({ name, text, children }: Element): string[] {
  const order = ORDER[name];
  if (!order) {
    if (children.length > 0) return [`${name}: has elements`];
    const pattern = TEXTS[name];
    if (pattern && !pattern.test(text)) return [`${name}: ${text}`];
    const corners = name === 'polygon' ? text.split(' ') : [];
    return corners[0] === corners.at(-1) ? [] : ['polygon: not closed'];
  }
  const faults = children.flatMap(faultsOf);
  const places = children.map((child) => order.findIndex(([known]) => known === child.name));
  if (places.some((place, i) => place < 0 || place < (places[i - 1] ?? 0)))
    faults.push(`${name}: ${children.map((child) => child.name).join(', ')} is not in order`);
  for (const [known, often] of order) {
    const count = children.filter((child) => child.name === known).length;
    if ((count === 0 && (often === '1' || often === '+')) || (count > 1 && (often === '1' || often === '?')))
      faults.push(`${name}: ${count} × ${known}`);
  }
  return faults;
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** For tests: an XML document of elements and text. Throws an Error where it is not well-formed. */
export function parseXml(xml: string): Element {
  const tokens = xml.replace(/^<\?xml[^?]*\?>\s*/, '').match(/<[^>]*>|[^<]+/g) ?? [];
  const root = { name: '', text: '', children: [] as Element[] };
  const open = [root];
  for (const token of tokens) {
    const top = open.at(-1)!;
    if (token.startsWith('</')) {
      if (top.name !== token.slice(2, -1)) throw new Error(`${top.name} is closed by ${token}`);
      open.pop();
    } else if (token.startsWith('<')) {
      const element = { name: /^<(\w+)/.exec(token)?.[1] ?? token, text: '', children: [] as Element[] };
      top.children.push(element);
      open.push(element);
    } else {
      if (/&(?!(amp|lt|gt);)/.test(token)) throw new Error(`a bare & in ${token}`);
      top.text += token.replace(/&\w+;/g, (entity) => ENTITIES[entity]!);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one element that is closed');
  return root.children[0]!;
}
