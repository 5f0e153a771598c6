"""Creates the first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "categories",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("created_at", postgresql.TIMESTAMP(True, 3), nullable=False),
        sa.Column("updated_at", postgresql.TIMESTAMP(True, 3), nullable=False),
        sa.PrimaryKeyConstraint("id", name="categories_pkey"),
        sa.UniqueConstraint("name", name="categories_name_unique"),
    )
    op.create_index(
        "categories_parent_id_index",
        "categories",
        ["parent_id"],
    )
    op.create_table(
        "customers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(True, 3), nullable=False),
        sa.Column("updated_at", postgresql.TIMESTAMP(True, 3), nullable=False),
        sa.PrimaryKeyConstraint("id", name="customers_pkey"),
        sa.UniqueConstraint("email", name="customers_email_unique"),
    )
    op.create_table(
        "line_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.Numeric(10, 2), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(True, 3), nullable=False),
        sa.Column("updated_at", postgresql.TIMESTAMP(True, 3), nullable=False),
        sa.PrimaryKeyConstraint("id", name="line_items_pkey"),
    )
    op.create_index(
        "line_items_order_id_index",
        "line_items",
        ["order_id"],
    )
    op.create_index(
        "line_items_product_id_index",
        "line_items",
        ["product_id"],
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("placed_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(30), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(True, 3), nullable=False),
        sa.Column("updated_at", postgresql.TIMESTAMP(True, 3), nullable=False),
        sa.PrimaryKeyConstraint("id", name="orders_pkey"),
    )
    op.create_index(
        "orders_customer_id_index",
        "orders",
        ["customer_id"],
    )
    op.create_table(
        "products",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("sku", sa.String(40), nullable=False),
        sa.Column("price", sa.Numeric(10, 2), nullable=False),
        sa.Column("stock", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(True, 3), nullable=False),
        sa.Column("updated_at", postgresql.TIMESTAMP(True, 3), nullable=False),
        sa.PrimaryKeyConstraint("id", name="products_pkey"),
        sa.UniqueConstraint("sku", name="products_sku_unique"),
    )
    op.create_table(
        "products_categories",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("category_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "product_id",
            "category_id",
            name="products_categories_pkey",
        ),
    )
    op.create_index(
        "products_categories_product_id_index",
        "products_categories",
        ["product_id"],
    )
    op.create_index(
        "products_categories_category_id_index",
        "products_categories",
        ["category_id"],
    )
    op.create_foreign_key(
        "categories_parent_id_foreign",
        "categories",
        "categories",
        ["parent_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_foreign_key(
        "line_items_order_id_foreign",
        "line_items",
        "orders",
        ["order_id"],
        ["id"],
    )
    op.create_foreign_key(
        "line_items_product_id_foreign",
        "line_items",
        "products",
        ["product_id"],
        ["id"],
    )
    op.create_foreign_key(
        "orders_customer_id_foreign",
        "orders",
        "customers",
        ["customer_id"],
        ["id"],
    )
    op.create_foreign_key(
        "products_categories_product_id_foreign",
        "products_categories",
        "products",
        ["product_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_foreign_key(
        "products_categories_category_id_foreign",
        "products_categories",
        "categories",
        ["category_id"],
        ["id"],
        ondelete="CASCADE",
    )


def downgrade() -> None:
    op.drop_constraint(
        "categories_parent_id_foreign",
        "categories",
        type_="foreignkey",
    )
    op.drop_constraint(
        "line_items_order_id_foreign",
        "line_items",
        type_="foreignkey",
    )
    op.drop_constraint(
        "line_items_product_id_foreign",
        "line_items",
        type_="foreignkey",
    )
    op.drop_constraint(
        "orders_customer_id_foreign",
        "orders",
        type_="foreignkey",
    )
    op.drop_constraint(
        "products_categories_product_id_foreign",
        "products_categories",
        type_="foreignkey",
    )
    op.drop_constraint(
        "products_categories_category_id_foreign",
        "products_categories",
        type_="foreignkey",
    )
    op.drop_table("products_categories")
    op.drop_table("products")
    op.drop_table("orders")
    op.drop_table("line_items")
    op.drop_table("customers")
    op.drop_table("categories")
