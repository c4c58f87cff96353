"""What people see: the command line, the dossier, exports. All of it reads the ledger through ``query``."""
