/**
 * What clients of purchase order line items can rely on.
 *
 * Twin: tests/test_purchase_order_line_items.py
 */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { client } from "./client.ts";
import { Make } from "./factories.ts";
import { assertFilters, errors, MISSING } from "./helpers.ts";

const API = "/api/purchase-order-line-items";
let make: Make;
beforeEach(() => {
  make = new Make();
});

test("creates one and reads it back", async () => {
  const body = await make.purchaseOrderLineItemBody();
  const answer = await client.post(API, body);
  const row = answer.json;
  const again = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get("Location"), `${API}/${row.id}`);
  assert.deepEqual({ ...row, ...body }, row);
  assert.equal(row.updatedAt, row.createdAt);
  assert.deepEqual(again.json, row);
});

test("applies defaults", async () => {
  const body = await make.purchaseOrderLineItemBody();
  delete body.fulfillmentStatusKind;
  delete body.isDeliveryConfirmedNo;
  const row = (await client.post(API, body)).json;

  assert.equal(row.fulfillmentStatusKind, "in-transit-to-warehouse");
  assert.equal(row.isDeliveryConfirmedNo, false);
});

test("lists them in pages", async () => {
  await make.purchaseOrderLineItem(0);
  const second = await make.purchaseOrderLineItem(1);
  const page = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(page.json, {
    items: [second],
    page: 2,
    perPage: 1,
    total: 2,
    pages: 2,
  });
});

test("sorts them", async () => {
  const first = await make.purchaseOrderLineItem(0);
  const second = await make.purchaseOrderLineItem(1);
  const page = await client.get(`${API}?sort=-id`);

  assert.deepEqual(page.json.items, [second, first]);
});

test("filters them", async () => {
  const first = await make.purchaseOrderLineItem(0);
  const second = await make.purchaseOrderLineItem(1);
  const rows = [first, second];

  await assertFilters(API, rows, "customerReferenceText");
  await assertFilters(API, rows, "internalReferenceCode");
  await assertFilters(API, rows, "expectedDeliveryDateX");
  await assertFilters(API, rows, "fulfillmentStatusKind");
  await assertFilters(API, rows, "isDeliveryConfirmedNo");
  await assertFilters(API, rows, "contactEmailOfOrderer");
});

test("refuses a taken internal reference code", async () => {
  const taken = await make.purchaseOrderLineItem(0);
  const body = await make.purchaseOrderLineItemBody(1);
  body.internalReferenceCode = taken.internalReferenceCode;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(errors(answer), { "/internalReferenceCode": "unique" });
});

test("refuses a missing supplier responsible man", async () => {
  const body = await make.purchaseOrderLineItemBody();
  body.supplierResponsibleManId = MISSING;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(errors(answer), { "/supplierResponsibleManId": "reference" });
});

test("refuses a missing the parent of this items", async () => {
  const body = await make.purchaseOrderLineItemBody();
  body.theParentOfThisItemsId = MISSING;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(errors(answer), { "/theParentOfThisItemsId": "reference" });
});

test("refuses missing e", async () => {
  const body = await make.purchaseOrderLineItemBody();
  body.eIds = [MISSING];
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(errors(answer), { "/eIds": "reference" });
});

test("lists those of one supplier responsible man", async () => {
  const { id } = await make.supplierContactPersons(1);
  const body = await make.purchaseOrderLineItemBody();
  body.supplierResponsibleManId = id;
  const row = (await client.post(API, body)).json;
  const path = `/api/supplier-contact-peoples/${id}/purchase-order-line-items`;
  const page = await client.get(path);

  assert.deepEqual(page.json.items, [row]);
});

test("lists those of one the parent of this items", async () => {
  const { id } = await make.purchaseOrderLineItem(1);
  const body = await make.purchaseOrderLineItemBody();
  body.theParentOfThisItemsId = id;
  const row = (await client.post(API, body)).json;
  const path = `/api/purchase-order-line-items/${id}/purchase-order-line-items`;
  const page = await client.get(path);

  assert.deepEqual(page.json.items, [row]);
});

test("keeps its e", async () => {
  const { id } = await make.a(1);
  const body = await make.purchaseOrderLineItemBody();
  body.eIds = [id];
  const row = (await client.post(API, body)).json;
  const listed = await client.get(`${API}/${row.id}/e`);
  const path = `/api/aa/${id}/purchase-order-line-items`;
  const inverse = await client.get(path);

  assert.deepEqual(row.eIds, [id]);
  assert.equal(listed.json.items.length, 1);
  assert.equal(listed.json.items[0].id, id);
  assert.deepEqual(inverse.json.items, [row]);
});

test("updates some fields", async () => {
  let row = await make.purchaseOrderLineItem();
  const changes = Object.entries(await make.purchaseOrderLineItemBody(1));

  for (const [name, value] of changes) {
    const answer = await client.patch(`${API}/${row.id}`, { [name]: value });
    const { updatedAt } = answer.json;
    assert.deepEqual(answer.json, { ...row, [name]: value, updatedAt });
    row = answer.json;
  }
});

test("clears optional fields", async () => {
  const { id } = await make.purchaseOrderLineItem();
  const body = {
    expectedDeliveryDateX: null,
    supplierResponsibleManId: null,
    theParentOfThisItemsId: null,
    warehouseConfirmedTime: null,
    contactEmailOfOrderer: null,
    websiteOfManufacturers: null,
    longDescriptionOfItem: null,
  };
  const row = (await client.patch(`${API}/${id}`, body)).json;

  assert.deepEqual({ ...row, ...body }, row);
});

test("deletes one", async () => {
  const { id } = await make.purchaseOrderLineItem();
  const answer = await client.delete(`${API}/${id}`);
  const after = await client.get(`${API}/${id}`);

  assert.equal(answer.status, 204);
  assert.equal(after.status, 404);
});

test("forgets its deleted supplier responsible man", async () => {
  const { id } = await make.supplierContactPersons(1);
  const body = await make.purchaseOrderLineItemBody();
  body.supplierResponsibleManId = id;
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/supplier-contact-peoples/${id}`);
  const after = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(after.json.supplierResponsibleManId, null);
});

test("forgets its deleted the parent of this items", async () => {
  const { id } = await make.purchaseOrderLineItem(1);
  const body = await make.purchaseOrderLineItemBody();
  body.theParentOfThisItemsId = id;
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/purchase-order-line-items/${id}`);
  const after = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(after.json.theParentOfThisItemsId, null);
});

test("forgets its deleted e", async () => {
  const { id } = await make.a(1);
  const body = await make.purchaseOrderLineItemBody();
  body.eIds = [id];
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/aa/${id}`);
  const after = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(after.json.eIds, []);
});

test("reports every invalid field", async () => {
  const body = {
    expectedDeliveryDateX: {},
    fulfillmentStatusKind: {},
    isDeliveryConfirmedNo: {},
    warehouseConfirmedTime: {},
    contactEmailOfOrderer: {},
    websiteOfManufacturers: {},
    longDescriptionOfItem: {},
    supplierResponsibleManId: {},
    theParentOfThisItemsId: {},
    eIds: {},
    "no-such-field": 1,
  };
  const answer = await client.post(API, body);
  const expected = {
    "/customerReferenceText": "required",
    "/internalReferenceCode": "required",
    "/totalAmountAfterTaxes": "required",
    "/expectedDeliveryDateX": "type",
    "/fulfillmentStatusKind": "type",
    "/isDeliveryConfirmedNo": "type",
    "/warehouseConfirmedTime": "type",
    "/contactEmailOfOrderer": "type",
    "/websiteOfManufacturers": "type",
    "/longDescriptionOfItem": "type",
    "/supplierResponsibleManId": "type",
    "/theParentOfThisItemsId": "type",
    "/eIds": "type",
    "/no-such-field": "additionalProperties",
  };

  assert.equal(answer.status, 422);
  assert.deepEqual(errors(answer), expected);
});

test("answers 404 for an unknown id", async () => {
  for (const id of [MISSING, "0", "one"]) {
    const shown = await client.get(`${API}/${id}`);
    const updated = await client.patch(`${API}/${id}`, {});
    const deleted = await client.delete(`${API}/${id}`);
    assert.deepEqual([shown.status, updated.status, deleted.status], [404, 404, 404]);
  }
});

test("answers 405 with the allowed methods", async () => {
  const many = await client.send("PUT", API);
  const one = await client.send("PUT", `${API}/1`);

  assert.deepEqual([many.status, one.status], [405, 405]);
  assert.equal(many.headers.get("Allow"), "GET, HEAD, POST");
  assert.equal(one.headers.get("Allow"), "DELETE, GET, HEAD, PATCH");
});
