from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStatic(CompressedManifestStaticFilesStorage):
    """Hashed names, compressed files, and the imports between JavaScript modules rewritten to the hashed names."""

    support_js_module_import_aggregation = True
