"""Creates the first tables."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "aa",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("b", sa.String(255), nullable=False),
        sa.Column("c_id", sa.Integer(), nullable=True),
        sa.Column("created_at", mysql.DATETIME(fsp=3), nullable=False),
        sa.Column("updated_at", mysql.DATETIME(fsp=3), nullable=False),
        sa.PrimaryKeyConstraint("id", name="aa_pkey"),
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
    )
    op.create_index(
        "aa_c_id_index",
        "aa",
        ["c_id"],
    )
    op.create_table(
        "aa_d",
        sa.Column("a_id", sa.Integer(), nullable=False),
        sa.Column("purchase_order_line_item_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "a_id",
            "purchase_order_line_item_id",
            name="aa_d_pkey",
        ),
    )
    op.create_index(
        "aa_d_a_id_index",
        "aa_d",
        ["a_id"],
    )
    op.create_index(
        "aa_d_purchase_order_line_item_id_index",
        "aa_d",
        ["purchase_order_line_item_id"],
    )
    op.create_table(
        "purchase_order_line_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_reference_text", sa.String(120), nullable=False),
        sa.Column("internal_reference_code", sa.String(40), nullable=False),
        sa.Column("expected_delivery_date_x", sa.Date(), nullable=True),
        sa.Column("supplier_responsible_man_id", sa.Integer(), nullable=True),
        sa.Column("the_parent_of_this_items_id", sa.Integer(), nullable=True),
        sa.Column("fulfillment_status_kind", sa.String(30), nullable=False),
        sa.Column("is_delivery_confirmed_no", sa.Boolean(), nullable=False),
        sa.Column("total_amount_after_taxes", sa.Numeric(12, 4), nullable=False),
        sa.Column("warehouse_confirmed_time", mysql.DATETIME(fsp=3), nullable=True),
        sa.Column("contact_email_of_orderer", sa.String(254), nullable=True),
        sa.Column("website_of_manufacturers", sa.String(768), nullable=True),
        sa.Column("long_description_of_item", sa.Text(), nullable=True),
        sa.Column("created_at", mysql.DATETIME(fsp=3), nullable=False),
        sa.Column("updated_at", mysql.DATETIME(fsp=3), nullable=False),
        sa.PrimaryKeyConstraint("id", name="purchase_order_line_items_pkey"),
        sa.UniqueConstraint(
            "internal_reference_code",
            name="purchase_order_line_items_internal_reference_code_unique",
        ),
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
    )
    op.create_index(
        "purchase_order_line_items_supplier_responsible_man_id_index",
        "purchase_order_line_items",
        ["supplier_responsible_man_id"],
    )
    op.create_index(
        "purchase_order_line_items_the_parent_of_this_items_id_index",
        "purchase_order_line_items",
        ["the_parent_of_this_items_id"],
    )
    op.create_table(
        "purchase_order_line_items_e",
        sa.Column("purchase_order_line_item_id", sa.Integer(), nullable=False),
        sa.Column("a_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "purchase_order_line_item_id",
            "a_id",
            name="purchase_order_line_items_e_pkey",
        ),
    )
    op.create_index(
        "purchase_order_line_items_e_purchase_order_line_item_id_index",
        "purchase_order_line_items_e",
        ["purchase_order_line_item_id"],
    )
    op.create_index(
        "purchase_order_line_items_e_a_id_index",
        "purchase_order_line_items_e",
        ["a_id"],
    )
    op.create_table(
        "supplier_contact_peoples",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("full_name_of_that_person", sa.String(255), nullable=False),
        sa.Column("created_at", mysql.DATETIME(fsp=3), nullable=False),
        sa.Column("updated_at", mysql.DATETIME(fsp=3), nullable=False),
        sa.PrimaryKeyConstraint("id", name="supplier_contact_peoples_pkey"),
        sa.UniqueConstraint(
            "full_name_of_that_person",
            name="supplier_contact_peoples_full_name_of_that_person_unique",
        ),
        mysql_charset="utf8mb4",
        mysql_collate="utf8mb4_bin",
    )
    op.create_foreign_key(
        "aa_c_id_foreign",
        "aa",
        "purchase_order_line_items",
        ["c_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_foreign_key(
        "aa_d_a_id_foreign",
        "aa_d",
        "aa",
        ["a_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_foreign_key(
        "aa_d_purchase_order_line_item_id_foreign",
        "aa_d",
        "purchase_order_line_items",
        ["purchase_order_line_item_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_foreign_key(
        "purchase_order_line_items_supplier_responsible_man_id_foreign",
        "purchase_order_line_items",
        "supplier_contact_peoples",
        ["supplier_responsible_man_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_foreign_key(
        "purchase_order_line_items_the_parent_of_this_items_id_foreign",
        "purchase_order_line_items",
        "purchase_order_line_items",
        ["the_parent_of_this_items_id"],
        ["id"],
        ondelete="SET NULL",
    )
    op.create_foreign_key(
        "purchase_order_line_items_e_purchase_order_line_item_id_foreign",
        "purchase_order_line_items_e",
        "purchase_order_line_items",
        ["purchase_order_line_item_id"],
        ["id"],
        ondelete="CASCADE",
    )
    op.create_foreign_key(
        "purchase_order_line_items_e_a_id_foreign",
        "purchase_order_line_items_e",
        "aa",
        ["a_id"],
        ["id"],
        ondelete="CASCADE",
    )


def downgrade() -> None:
    op.drop_constraint(
        "aa_c_id_foreign",
        "aa",
        type_="foreignkey",
    )
    op.drop_constraint(
        "aa_d_a_id_foreign",
        "aa_d",
        type_="foreignkey",
    )
    op.drop_constraint(
        "aa_d_purchase_order_line_item_id_foreign",
        "aa_d",
        type_="foreignkey",
    )
    op.drop_constraint(
        "purchase_order_line_items_supplier_responsible_man_id_foreign",
        "purchase_order_line_items",
        type_="foreignkey",
    )
    op.drop_constraint(
        "purchase_order_line_items_the_parent_of_this_items_id_foreign",
        "purchase_order_line_items",
        type_="foreignkey",
    )
    op.drop_constraint(
        "purchase_order_line_items_e_purchase_order_line_item_id_foreign",
        "purchase_order_line_items_e",
        type_="foreignkey",
    )
    op.drop_constraint(
        "purchase_order_line_items_e_a_id_foreign",
        "purchase_order_line_items_e",
        type_="foreignkey",
    )
    op.drop_table("supplier_contact_peoples")
    op.drop_table("purchase_order_line_items_e")
    op.drop_table("purchase_order_line_items")
    op.drop_table("aa_d")
    op.drop_table("aa")
