package org.herald.core.guard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.jcr.PropertyType;
import org.apache.jackrabbit.oak.api.Blob;
import org.apache.jackrabbit.oak.api.PropertyState;
import org.apache.jackrabbit.oak.api.Type;
import org.apache.jackrabbit.oak.spi.state.ChildNodeEntry;
import org.apache.jackrabbit.oak.spi.state.NodeState;
import org.herald.core.repo.Names;

/** A node in the state of a commit. */
record StateContent(String name, NodeState state) implements Content {
    /** Where Oak keeps the order of the children; absent where there is none. */
    static final String ORDER = ":childOrder";

    @Override
    public String type() {
        String type = state.getName(Names.PN_PRIMARY_TYPE);
        return type == null ? "" : type;
    }

    @Override
    public boolean isOrdered() {
        return state.hasProperty(ORDER);
    }

    @Override
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (PropertyState property : state.getProperties()) {
            if (!property.getName().startsWith(":")) {
                int tag = property.getType().tag();
                List<Value> values = new ArrayList<>();
                for (int i = 0; i < property.count(); i++) {
                    values.add(value(property, tag, i));
                }
                fields.add(new Field(property.getName(), PropertyType.nameFromValue(tag), values));
            }
        }
        return fields;
    }

    private static Value value(PropertyState property, int tag, int index) {
        if (tag == PropertyType.BINARY) {
            Blob blob = property.getValue(Type.BINARY, index);
            return new Value.Bytes(blob::getNewStream);
        }
        return new Value.Text(property.getValue(Type.STRING, index));
    }

    @Override
    public List<StateContent> children() {
        Map<String, StateContent> children = new LinkedHashMap<>();
        for (String name : state.getNames(ORDER)) {
            add(children, name, state.getChildNode(name));
        }
        for (ChildNodeEntry entry : state.getChildNodeEntries()) {
            add(children, entry.getName(), entry.getNodeState());
        }
        return List.copyOf(children.values());
    }

    private static void add(Map<String, StateContent> children, String name, NodeState child) {
        if (child.exists() && !name.startsWith(":")) {
            children.putIfAbsent(name, new StateContent(name, child));
        }
    }
}
