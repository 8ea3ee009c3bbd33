package org.neuronbook.notebook;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;

/**
 * Widgets over the comms of a kernel: version 2.1.0 of the protocol of ipywidgets. A front end that
 * was reloaded asks on the control comm for the state of everything.
 */
final class KernelFrontEnd implements FrontEnd {

  private static final String MODELS = "jupyter.widget";
  private static final String CONTROL = "jupyter.widget.control";
  private static final String PROTOCOL = "2.1.0";

  private final BaseKernel kernel;
  private final CommManager comms;
  private final Map<String, ModelComm> models = Collections.synchronizedMap(new LinkedHashMap<>());

  KernelFrontEnd(BaseKernel kernel) {
    this.kernel = kernel;
    this.comms = kernel.getCommManager();
    comms.registerTarget(CONTROL, (manager, id, target, message) -> new ControlComm(id));
  }

  @Override
  public String open(WidgetModel model, Map<String, Object> state) {
    ModelComm comm =
        comms.openComm(
            MODELS,
            (manager, id, target, message) -> {
              message.getNonNullMetadata().put("version", PROTOCOL);
              CommJson.put(message.getContent(), Map.of("state", state, "buffer_paths", List.of()));
              return new ModelComm(id, model);
            });
    models.put(comm.getID(), comm);
    return comm.getID();
  }

  @Override
  public void send(String id, Map<String, Object> message) {
    ModelComm comm = models.get(id);
    if (comm != null) {
      CommJson.send(comm, message);
    }
  }

  /** Neuronbook's kernel has a thread for callbacks; another runs them where messages are read. */
  @Override
  public void later(Runnable callback) {
    if (kernel instanceof Executor executor) {
      executor.execute(callback);
    } else {
      callback.run();
    }
  }

  @Override
  public List<String> explain(Throwable failure) {
    try {
      return kernel.formatError(failure);
    } catch (IllegalAccessError closed) {
      // In JJava's own kernel the method is not public.
      return List.of(String.valueOf(failure));
    }
  }

  private final class ModelComm extends Comm {
    private final WidgetModel model;

    ModelComm(String id, WidgetModel model) {
      super(comms, id, MODELS);
      this.model = model;
    }

    @Override
    protected void onMessage(Message<CommMsgCommand> message) {
      comms.setMessageContext(message); // an echo is recognised by what it answers
      model.receive(CommJson.read(message.getContent()));
    }

    @Override
    protected void onClose(Message<CommCloseCommand> message, boolean fromHere) {
      models.remove(getID());
      model.closed();
    }
  }

  private final class ControlComm extends Comm {
    ControlComm(String id) {
      super(comms, id, CONTROL);
    }

    @Override
    protected void onMessage(Message<CommMsgCommand> message) {
      comms.setMessageContext(message);
      if ("request_states".equals(CommJson.read(message.getContent()).get("method"))) {
        CommJson.send(this, allStates());
      }
    }

    @Override
    protected void onClose(Message<CommCloseCommand> message, boolean fromHere) {}
  }

  private Map<String, Object> allStates() {
    Map<String, Object> states = new LinkedHashMap<>();
    List<ModelComm> open;
    synchronized (models) {
      open = new ArrayList<>(models.values());
    }
    for (ModelComm comm : open) {
      Map<String, Object> state = comm.model.state();
      states.put(
          comm.getID(),
          Map.of(
              "model_name", state.get("_model_name"),
              "model_module", state.get("_model_module"),
              "model_module_version", state.get("_model_module_version"),
              "state", state));
    }
    return Map.of("method", "update_states", "states", states, "buffer_paths", List.of());
  }
}
