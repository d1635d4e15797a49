package io.orderwire.storeapi;

import io.orderwire.connector.StoreMapping;
import io.orderwire.connector.StoreMapping.ReadPolicy;
import io.orderwire.engine.MappingVersions;
import io.orderwire.engine.MappingVersions.Version;
import io.orderwire.model.StoreId;
import io.orderwire.port.Store;
import io.orderwire.storeapi.Router.PathValues;
import io.orderwire.storeapi.StoreLookup.Connected;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// The versions of a store's mapping: saved, looked at beforehand, made active. A version never
/// changes; to roll back is to make an earlier one active again.
final class MappingRoutes {
  private static final String MAPPINGS = "v1/stores/{id}/mappings";
  private static final String MAPPING = MAPPINGS + "/{n}";
  private static final Set<String> DRAFT =
      new LinkedHashSet<>(List.of("mapping", "based_on", "comment"));
  private static final Set<String> ACTIVATION = Set.of("replaces");
  private static final int LONGEST_COMMENT = 300;
  private static final int TRIES = 5;

  private final World world;
  private final StoreLookup lookup;
  private final MappingVersions versions;

  /// What is active now.
  ///
  /// @param before what was active until then; the same if nothing changed
  record Activation(StoreId storeId, int active, int before) {}

  MappingRoutes(World world) {
    this.world = world;
    this.lookup = new StoreLookup(world);
    this.versions = new MappingVersions(world.stores());
  }

  void addTo(Router router) {
    router
        .route("GET", MAPPINGS, this::list)
        .route("POST", MAPPINGS, this::save)
        .route("POST", MAPPINGS + "/preview", this::previewDraft)
        .route("GET", MAPPING, this::show)
        .route("POST", MAPPING + "/preview", this::preview)
        .route("POST", MAPPING + "/activate", this::activate);
  }

  private ApiReply list(ApiRequest request, PathValues values) {
    return lookup.with(
        values.get("id"),
        found ->
            ApiReply.ok(
                ItemPage.whole(
                    versions.list(found.store()).stream()
                        .map(each -> MappingView.of(each, active(found.store())))
                        .toList())));
  }

  private ApiReply show(ApiRequest request, PathValues values) {
    return withVersion(
        values, (found, version) -> ApiReply.ok(MappingView.of(version, active(found.store()))));
  }

  private ApiReply save(ApiRequest request, PathValues values) {
    return withDraft(
        request,
        values,
        (found, draft) -> {
          int latest = versions.list(found.store()).getFirst().mapping().version();
          Version saved = versions.save(found.store(), draft);
          MappingView view = MappingView.of(saved, active(found.store()));
          return saved.mapping().version() > latest
              ? ApiReply.created(
                  "/v1/stores/%s/mappings/%d".formatted(found.store().id(), view.version()), view)
              : ApiReply.ok(view);
        });
  }

  private ApiReply previewDraft(ApiRequest request, PathValues values) {
    return withDraft(
        request,
        values,
        (found, draft) -> previewed(request, found, draft.mapping(), Optional.empty()));
  }

  private ApiReply preview(ApiRequest request, PathValues values) {
    return withVersion(
        values,
        (found, version) ->
            previewed(request, found, version.mapping(), Optional.of(version.mapping().version())));
  }

  private ApiReply previewed(
      ApiRequest request, Connected found, StoreMapping mapping, Optional<Integer> version) {
    Parameters parameters = new Parameters(request);
    int limit = parameters.limit();
    return parameters.errors().isEmpty()
        // a field of the merchant's own may hold a person
        ? ApiReply.ok(new MappingPreviews(world).of(found, mapping, version, limit)).notKept()
        : ApiReply.refused(Problem.invalid(parameters.errors()));
  }

  private ApiReply activate(ApiRequest request, PathValues values) {
    Optional<Form> form = Form.readIfSent(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(Problem.notJson("send nothing, or {\"replaces\": …} as JSON"));
    }
    form.get().only(ACTIVATION);
    Optional<Long> replaces = form.get().wholeNumber("replaces");
    if (!form.get().errors().isEmpty()) {
      return ApiReply.refused(Problem.invalid(form.get().errors()));
    }
    return withVersion(values, (found, version) -> activated(found, version, replaces));
  }

  /// Somebody else may change the store at the same time: then it is read and changed anew.
  private ApiReply activated(Connected found, Version version, Optional<Long> replaces) {
    StoreId id = found.store().id();
    Optional<Store> held = Optional.of(found.store());
    for (int attempt = 0; attempt < TRIES && held.isPresent(); attempt++) {
      Store store = held.get();
      int before = active(store);
      if (replaces.filter(expected -> expected != before).isPresent()) {
        return ApiReply.refused(
            Problem.conflict(
                "another-mapping-is-active",
                "Another mapping is active",
                "version %d of the mapping is active, not %d; look at it, then ask again"
                    .formatted(before, replaces.get())));
      }
      versions.keep(store);
      boolean isActive =
          before == version.mapping().version()
              || world.stores().update(store.withMapping(version.mapping()));
      if (isActive) {
        return ApiReply.ok(new Activation(id, version.mapping().version(), before));
      }
      held = world.stores().get(id);
    }
    return held.isPresent()
        ? ApiReply.beingChanged("store", id.value())
        : ApiReply.refused(Problem.absent("store", id.value()));
  }

  private ApiReply withVersion(PathValues values, BiFunction<Connected, Version, ApiReply> answer) {
    String number = values.get("n");
    return lookup.with(
        values.get("id"),
        found ->
            Optional.of(number)
                .filter(text -> text.matches("[1-9][0-9]{0,8}"))
                .flatMap(text -> versions.find(found.store(), Integer.parseInt(text)))
                .map(version -> answer.apply(found, version))
                .orElseGet(
                    () -> ApiReply.refused(Problem.absent("version of the mapping", number))));
  }

  private ApiReply withDraft(
      ApiRequest request, PathValues values, BiFunction<Connected, Version, ApiReply> answer) {
    Optional<Form> form = Form.read(request.body());
    if (form.isEmpty()) {
      return ApiReply.refused(
          Problem.notJson("send {\"mapping\": {\"payment\": …}, \"based_on\": …} as JSON"));
    }
    return lookup.with(
        values.get("id"),
        found -> {
          Version draft = draft(form.get(), found.store());
          return form.get().errors().isEmpty()
              ? answer.apply(found, draft)
              : ApiReply.refused(Problem.invalid(form.get().errors()));
        });
  }

  /// A store that cannot be called reads payloads only.
  private Version draft(Form form, Store store) {
    form.only(DRAFT);
    if (!form.has("mapping")) {
      form.wrong("mapping", "mapping is missing", "say what is to be read otherwise");
    }
    Optional<String> comment = form.text("comment").map(String::strip);
    if (comment.filter(text -> text.length() > LONGEST_COMMENT).isPresent()) {
      form.wrong("comment", "this is too long", "use at most " + LONGEST_COMMENT + " characters");
    }
    StoreMapping base = base(form, store);
    StoreMapping mapping = MappingForm.mapping(form, base);
    return new Version(
        store.canCall() ? mapping : MappingForm.reading(mapping, ReadPolicy.PAYLOAD),
        Optional.of(base.version()),
        comment.filter(text -> !text.isEmpty()),
        Optional.of(world.clock().instant().truncatedTo(ChronoUnit.MILLIS)));
  }

  /// The version that is active, unless another one is named.
  private StoreMapping base(Form form, Store store) {
    Optional<Long> number = form.wholeNumber("based_on");
    Optional<StoreMapping> base =
        number
            .filter(each -> each > 0 && each <= Integer.MAX_VALUE)
            .flatMap(each -> versions.find(store, each.intValue()))
            .map(Version::mapping);
    if (number.isPresent() && base.isEmpty()) {
      form.wrong(
          "based_on",
          "there is no version %d of the mapping".formatted(number.get()),
          "GET …/mappings lists them");
    }
    return base.orElse(store.mapping());
  }

  private static int active(Store store) {
    return store.mapping().version();
  }
}
