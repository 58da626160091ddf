import { ruleTester } from './rule-tester.mjs'
import { wordedText } from './worded-text.mjs'

const bare = [{ messageId: 'bare' }]

ruleTester.run('worded-text', wordedText, {
  valid: [
    '<Text>{t("queues.title")}</Text>',
    '<Text>{name}: {count} / 10 · — × &nbsp;</Text>',
    '<Button label={t("queues.send")} variant="light" className="wide" />',
    '<Text>{`${a} · ${b}`}</Text>',
    '<Badge title={open ? t("open") : undefined}>{"→"}</Badge>',
    '<Table.Th key="name">{t("name")}</Table.Th>',
  ],
  invalid: [
    { code: '<Text>Queues</Text>', errors: bare },
    { code: '<Text>지연</Text>', errors: bare },
    { code: '<>{"Queues"}</>', errors: bare },
    { code: '<Text>{`${count} messages`}</Text>', errors: bare },
    { code: '<Text>{open ? "Close" : "Open"}</Text>', errors: [...bare, ...bare] },
    { code: '<Text>{failed && "Failed"}</Text>', errors: bare },
    ...['label', 'title', 'placeholder', 'aria-label', 'description', 'alt'].map((prop) => ({
      code: `<Field ${prop}="Name" />`,
      errors: bare,
    })),
    { code: '<Field label={open ? "Close" : t("open")} />', errors: bare },
  ],
})
