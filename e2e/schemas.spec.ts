import { rmSync } from 'node:fs'
import { avroContainer, avroSized } from '../src-main/testing/avro-bytes.ts'
import { createStream, putRecords } from '../src-main/testing/contract-streams.ts'
import type { Emulator } from '../src-main/testing/emulators.ts'
import { kinesisClientFor, startKinesis } from '../src-main/testing/kinesis-emulators.ts'
import { violationsOf } from './fixtures/accessibility.ts'
import { folderWithEmulator } from './fixtures/saved-connections.ts'
import { expect, launchWeir, test } from './fixtures/weir-app.ts'
import { ConnectionsPage } from './pages/connections-page.ts'
import { SchemasPage } from './pages/schemas-page.ts'
import { StreamPage } from './pages/stream-page.ts'

const name = 'orders'
let emulator: Emulator

test.beforeAll(async () => {
  emulator = await startKinesis('kinesis-local')
})
test.afterAll(() => emulator.close())

const avro = avroContainer({
  text: '{"type":"record","name":"Line","fields":[{"name":"item","type":"string"}]}',
  blocks: [{ count: 2, bytes: Buffer.concat([avroSized('pencil'), avroSized('rubber')]) }],
})
/** `{ id: 9007199254740993, item: "ruler" }` */
const protobuf = Buffer.from('088180808080808010120572756c6572', 'hex')
const proto = 'syntax = "proto3";\nmessage Order {\n  int64 id = 1;\n  string item = 2;\n}\n'

test('reads an Avro container by itself, and a Protobuf record by the schema that was added', async () => {
  const kinesis = kinesisClientFor(emulator.endpoint)
  await createStream(kinesis, name)
  await putRecords(kinesis, {
    ...{ name, count: 2 },
    dataOf: (index) => (index === 0 ? avro : protobuf),
  })
  const folder = folderWithEmulator({ endpoint: emulator.endpoint })
  const weir = await launchWeir({ folder, settings: { theme: 'light', language: 'en' } })
  const { page } = weir
  const streams = new StreamPage(page)
  const schemas = new SchemasPage(page)
  await new ConnectionsPage(page).switchTo('Test emulator')

  await schemas.open()
  await schemas.add('order.proto', proto.replace('= 2', '= '))
  await expect(schemas.told).toContainText("Line 4: this is no schema: illegal id ';'")
  await page.getByRole('textbox', { name: 'Text of the schema' }).fill(proto)
  await expect(schemas.told).toContainText('Order 2 fields')
  await schemas.save()
  await expect(schemas.list).toContainText('order.proto')
  expect(await violationsOf(page)).toEqual([])

  await streams.openList()
  await streams.open(name)
  await page.getByRole('button', { name: 'Read from the oldest' }).click()
  await expect(streams.read).toHaveText('2 records read')
  await streams.rows.first().click()
  await expect(streams.record).toContainText('"pencil"')
  await expect(streams.record.getByRole('button', { name: 'Avro Line × 2' })).toBeVisible()

  await streams.rows.last().click()
  await expect(streams.record).not.toContainText('pencil')
  const readAs = streams.record.getByRole('combobox', { name: 'Read as' })
  await readAs.selectOption('Order')
  await expect(streams.record).toContainText('9007199254740993')
  await expect(streams.record.getByRole('button', { name: 'Protobuf Order' })).toBeVisible()
  await streams.find.fill('ruler')
  await expect(page.getByText('1 matches')).toBeVisible()

  await schemas.open()
  await expect(schemas.rules).toContainText('stream/orders')
  await page.getByRole('button', { name: /^Remove the rule/ }).click()
  await expect(page.getByText('Nothing yet. Add a rule here')).toBeVisible()
  await weir.close()
  rmSync(folder, { recursive: true, force: true })
})
