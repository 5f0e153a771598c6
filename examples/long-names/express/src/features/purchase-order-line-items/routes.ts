/**
 * The routes of purchase order line items.
 *
 * Twin: app/features/purchase_order_line_items/routes.py
 */
import { Router } from "express";
import { methodsOnly } from "../../errors.ts";
import { body, query, rowId } from "../../http/input.ts";
import { show } from "../../http/page.ts";
import * as aa from "../aa/schemas.ts";
import * as schemas from "./schemas.ts";
import * as service from "./service.ts";

const router = Router({ caseSensitive: true, strict: true });

router.get("/api/purchase-order-line-items", async (req, res) => {
  const page = await service.findAll(query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

router.post("/api/purchase-order-line-items", async (req, res) => {
  const data = await body(req, schemas.Create);
  const purchaseOrderLineItem = await service.create(data);
  res.location(`/api/purchase-order-line-items/${purchaseOrderLineItem.id}`);
  res.status(201).json(schemas.row(purchaseOrderLineItem));
});

router.get("/api/purchase-order-line-items/:id", async (req, res) => {
  const purchaseOrderLineItem = await service.find(rowId(req.params.id));
  res.json(schemas.row(purchaseOrderLineItem));
});

router.patch("/api/purchase-order-line-items/:id", async (req, res) => {
  const id = rowId(req.params.id);
  const data = await body(req, schemas.Update);
  const purchaseOrderLineItem = await service.update(id, data);
  res.json(schemas.row(purchaseOrderLineItem));
});

router.delete("/api/purchase-order-line-items/:id", async (req, res) => {
  await service.remove(rowId(req.params.id));
  res.status(204).end();
});

router.get("/api/purchase-order-line-items/:id/e", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findE(id, query(req, aa.Query));
  res.json(show(page, aa.row));
});

router.get(
  "/api/supplier-contact-peoples/:id/purchase-order-line-items",
  async (req, res) => {
    const id = rowId(req.params.id);
    const page = await service.findBySupplierResponsibleMan(
      id,
      query(req, schemas.Query),
    );
    res.json(show(page, schemas.row));
  },
);

router.get(
  "/api/purchase-order-line-items/:id/purchase-order-line-items",
  async (req, res) => {
    const id = rowId(req.params.id);
    const page = await service.findByTheParentOfThisItems(
      id,
      query(req, schemas.Query),
    );
    res.json(show(page, schemas.row));
  },
);

router.get("/api/aa/:id/purchase-order-line-items", async (req, res) => {
  const id = rowId(req.params.id);
  const page = await service.findByE(id, query(req, schemas.Query));
  res.json(show(page, schemas.row));
});

export const routes = methodsOnly(router);
