// The system's libyaml (Debian and Ubuntu: libyaml-dev). Only the YAML target imports this.
#ifndef WF_CYAML_SHIM_H
#define WF_CYAML_SHIM_H

#include <yaml.h>

#endif
