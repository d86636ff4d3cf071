"""Alembic runs this with the connection it was given; the models say what the tables are."""

from alembic import context

from house.db import Base
from house.rooms import has_model, import_models

import_models()
connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    include_name=has_model,
    compare_type=True,
    compare_server_default=True,
    user_module_prefix="",
    transaction_per_migration=False,
)
context.run_migrations()
