import assert from "node:assert/strict";
import { test } from "node:test";
import { PurchaseOrderLineItem } from "../../src/features/purchase-order-line-items/models.ts";
import {
  makeA,
  makePurchaseOrderLineItem,
  makeSupplierContactPersons,
  purchaseOrderLineItemBody,
} from "../factories.ts";
import { client, codes, db, ids } from "../helpers.ts";

const API = "/api/purchase-order-line-items";

test("creates one and shows it", async () => {
  const body = await purchaseOrderLineItemBody();
  const answer = await client.post(API, body);
  const row = answer.json;

  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get("Location"), `${API}/${row.id}`);
  assert.deepEqual({ ...row, ...body }, row);
  assert.equal(row.updatedAt, row.createdAt);
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("fills in defaults", async () => {
  const body = await purchaseOrderLineItemBody();
  delete body.fulfillmentStatusKind;
  delete body.isDeliveryConfirmedNo;
  const { json } = await client.post(API, body);

  assert.equal(json.fulfillmentStatusKind, "in-transit-to-warehouse");
  assert.equal(json.isDeliveryConfirmedNo, false);
});

test("keeps instants in utc", async () => {
  const body = await purchaseOrderLineItemBody();
  body.warehouseConfirmedTime = "2026-01-31T12:00:00+02:00";
  const { json } = await client.post(API, body);

  assert.equal(json.warehouseConfirmedTime, "2026-01-31T10:00:00.000Z");
});

test("shows a fulfillment status kind that other code stored", async () => {
  const row = await makePurchaseOrderLineItem();
  const stored = { fulfillmentStatusKind: "none of the choices" };
  await db.em.fork().nativeUpdate<object>(PurchaseOrderLineItem, {}, stored);
  const { items } = (await client.get(API)).json;

  assert.deepEqual(items, [{ ...row, ...stored, updatedAt: items[0].updatedAt }]);
});

test("refuses fields that are missing unknown or wrong", async () => {
  const answer = await client.post(API, {
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
    unknown: 1,
  });

  assert.equal(answer.status, 422);
  assert.deepEqual(codes(answer), {
    "/customerReferenceText": "required",
    "/internalReferenceCode": "required",
    "/totalAmountAfterTaxes": "required",
    "/expectedDeliveryDateX": "type",
    "/supplierResponsibleManId": "type",
    "/theParentOfThisItemsId": "type",
    "/eIds": "type",
    "/fulfillmentStatusKind": "type",
    "/isDeliveryConfirmedNo": "type",
    "/warehouseConfirmedTime": "type",
    "/contactEmailOfOrderer": "type",
    "/websiteOfManufacturers": "type",
    "/longDescriptionOfItem": "type",
    "/unknown": "additionalProperties",
  });
});

test("changes only the fields that are given", async () => {
  const body = await purchaseOrderLineItemBody();
  let row = await makePurchaseOrderLineItem();
  const changes = Object.entries(await purchaseOrderLineItemBody(1));

  for (const [name, value] of changes) {
    body[name] = value;
    row = (await client.patch(`${API}/${row.id}`, { [name]: value })).json;
    assert.deepEqual({ ...row, ...body }, row);
  }
  assert.deepEqual((await client.get(`${API}/${row.id}`)).json, row);
});

test("clears optional fields with null", async () => {
  const row = await makePurchaseOrderLineItem();
  const empty = {
    expectedDeliveryDateX: null,
    supplierResponsibleManId: null,
    theParentOfThisItemsId: null,
    warehouseConfirmedTime: null,
    contactEmailOfOrderer: null,
    websiteOfManufacturers: null,
    longDescriptionOfItem: null,
  };
  const { json } = await client.patch(`${API}/${row.id}`, empty);

  assert.deepEqual({ ...json, ...empty }, json);
});

test("deletes one", async () => {
  const { id } = await makePurchaseOrderLineItem();
  const statuses = [];
  for (const _ of "12") statuses.push((await client.delete(`${API}/${id}`)).status);

  assert.deepEqual(statuses, [204, 404]);
  assert.equal((await client.get(`${API}/${id}`)).status, 404);
});

test("answers 404 for ids that no row can have", async () => {
  for (const id of ["0", "-1", "1.5", "one", "2147483648"]) {
    assert.equal((await client.get(`${API}/${id}`)).status, 404);
    assert.equal((await client.patch(`${API}/${id}`, {})).status, 404);
  }
});

test("lists page by page", async () => {
  await makePurchaseOrderLineItem();
  const second = await makePurchaseOrderLineItem(1);
  const { json } = await client.get(`${API}?page=2&perPage=1`);

  assert.deepEqual(json, { items: [second], page: 2, perPage: 1, total: 2, pages: 2 });
});

test("sorts both ways", async () => {
  const first = await makePurchaseOrderLineItem();
  const second = await makePurchaseOrderLineItem(1);

  assert.deepEqual(ids(await client.get(`${API}?sort=id`)), [first.id, second.id]);
  assert.deepEqual(ids(await client.get(`${API}?sort=-id`)), [second.id, first.id]);
});

test("filters by equality", async () => {
  const first = await makePurchaseOrderLineItem();
  const rows = [first, await makePurchaseOrderLineItem(1)];

  for (const name of [
    "customerReferenceText",
    "internalReferenceCode",
    "expectedDeliveryDateX",
    "fulfillmentStatusKind",
    "isDeliveryConfirmedNo",
    "contactEmailOfOrderer",
  ]) {
    const value = first[name];
    const asked = new URLSearchParams({ [name]: String(value) });
    const expected = rows.filter((row) => row[name] === value);
    assert.deepEqual((await client.get(`${API}?${asked}`)).json.items, expected, name);
  }
});

test("refuses unknown and wrong query parameters", async () => {
  const answer = await client.get(`${API}?page=0&perPage=x&sort=unknown&unknown=1`);

  assert.equal(answer.status, 422);
  assert.deepEqual(codes(answer), {
    "/page": "minimum",
    "/perPage": "type",
    "/sort": "enum",
    "/unknown": "additionalProperties",
  });
});

test("reads a list in at most three statements", async (t) => {
  for (const which of [0, 1]) await makePurchaseOrderLineItem(which);
  const asked = t.mock.method(db.driver.getConnection(), "execute");
  await client.get(API);

  assert.ok([2, 3].includes(asked.mock.callCount()), `${asked.mock.callCount()}`);
});

test("refuses a internal reference code that is taken", async () => {
  const taken = await makePurchaseOrderLineItem();
  const body = await purchaseOrderLineItemBody(1);
  body.internalReferenceCode = taken.internalReferenceCode;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/internalReferenceCode": "unique" });
});

test("tells upper case from lower case", async () => {
  const lower = await purchaseOrderLineItemBody();
  const upper = await purchaseOrderLineItemBody(1);
  lower.internalReferenceCode = "a";
  upper.internalReferenceCode = "A";

  assert.equal((await client.post(API, lower)).status, 201);
  assert.equal((await client.post(API, upper)).status, 201);
});

test("counts characters not bytes", async () => {
  const body = await purchaseOrderLineItemBody();
  body.customerReferenceText = "😀".repeat(120);
  const answer = await client.post(API, body);
  body.customerReferenceText = "😀".repeat(121);
  const refused = await client.post(API, body);

  assert.equal(answer.json.customerReferenceText, "😀".repeat(120));
  assert.deepEqual(codes(refused), { "/customerReferenceText": "maxLength" });
});

test("refuses a supplier responsible man that does not exist", async () => {
  const body = await purchaseOrderLineItemBody();
  body.supplierResponsibleManId = 2_147_483_647;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/supplierResponsibleManId": "reference" });
});

test("refuses a the parent of this items that does not exist", async () => {
  const body = await purchaseOrderLineItemBody();
  body.theParentOfThisItemsId = 2_147_483_647;
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/theParentOfThisItemsId": "reference" });
});

test("refuses e that do not exist", async () => {
  const body = await purchaseOrderLineItemBody();
  body.eIds = [2_147_483_647];
  const answer = await client.post(API, body);

  assert.equal(answer.status, 409);
  assert.deepEqual(codes(answer), { "/eIds": "reference" });
});

test("lists those of one supplier responsible man", async () => {
  await makePurchaseOrderLineItem();
  const { id } = await makeSupplierContactPersons(1);
  const body = await purchaseOrderLineItemBody(1);
  body.supplierResponsibleManId = id;
  const row = (await client.post(API, body)).json;

  for (const path of [
    `supplier-contact-peoples/${id}/purchase-order-line-items`,
    `purchase-order-line-items?supplierResponsibleManId=${id}`,
  ]) {
    assert.deepEqual((await client.get(`/api/${path}`)).json.items, [row]);
  }
  const missing = "/api/supplier-contact-peoples/2147483647/purchase-order-line-items";
  assert.equal((await client.get(missing)).status, 404);
});

test("lists those of one the parent of this items", async () => {
  const { id } = await makePurchaseOrderLineItem(1);
  const body = await purchaseOrderLineItemBody(0);
  body.theParentOfThisItemsId = id;
  const row = (await client.post(API, body)).json;

  for (const path of [
    `purchase-order-line-items/${id}/purchase-order-line-items`,
    `purchase-order-line-items?theParentOfThisItemsId=${id}`,
  ]) {
    assert.deepEqual((await client.get(`/api/${path}`)).json.items, [row]);
  }
  const missing = "/api/purchase-order-line-items/2147483647/purchase-order-line-items";
  assert.equal((await client.get(missing)).status, 404);
});

test("ties e and lists both ways", async () => {
  const { id } = await makeA(1);
  const body = await purchaseOrderLineItemBody();
  body.eIds = [id];
  const row = (await client.post(API, body)).json;
  const tied = await client.get(`${API}/${row.id}/e`);
  const back = await client.get(`/api/aa/${id}/purchase-order-line-items`);

  assert.deepEqual(row.eIds, [id]);
  assert.deepEqual(ids(tied), [id]);
  assert.deepEqual(back.json.items, [row]);
});

test("forgets a supplier responsible man that is deleted", async () => {
  const { id } = await makeSupplierContactPersons(1);
  const body = await purchaseOrderLineItemBody();
  body.supplierResponsibleManId = id;
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/supplier-contact-peoples/${id}`);
  const { json } = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(json.supplierResponsibleManId, null);
});

test("forgets a the parent of this items that is deleted", async () => {
  const { id } = await makePurchaseOrderLineItem(1);
  const body = await purchaseOrderLineItemBody();
  body.theParentOfThisItemsId = id;
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/purchase-order-line-items/${id}`);
  const { json } = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(json.theParentOfThisItemsId, null);
});

test("forgets e that are deleted", async () => {
  const { id } = await makeA(1);
  const body = await purchaseOrderLineItemBody();
  body.eIds = [id];
  const row = (await client.post(API, body)).json;
  const answer = await client.delete(`/api/aa/${id}`);
  const { json } = await client.get(`${API}/${row.id}`);

  assert.equal(answer.status, 204);
  assert.deepEqual(json.eIds, []);
});
