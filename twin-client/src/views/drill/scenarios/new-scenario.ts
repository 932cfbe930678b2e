/** What a new scenario begins with: one inject and one step to be changed. */
export const NEW_SCENARIO = `code: my-drill
title: { zh: My drill, en: My drill }
description: { zh: What happens, en: What happens }
place: { label: { zh: Where, en: Where } }
roles:
  - { id: operator, label: { zh: Operator, en: Operator } }
injects:
  - { id: first, at: 10, device: DEVICE-CODE, observations: { alarm: true } }
steps:
  - { id: acknowledge, role: operator, text: { zh: Acknowledge, en: Acknowledge }, counts: { alarm: acknowledge }, after: first, withinS: 60 }
end: { afterS: 600 }
`;
