// Renders the API's description. Calls that are tried out are made as the signed-in
// person, for which what changes things needs Django's token.

const reference = document.getElementById("reference");

function cookie(name) {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

window.SwaggerUIBundle({
  url: reference.dataset.description,
  domNode: reference,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
  requestInterceptor(request) {
    request.headers["X-CSRFToken"] = cookie("csrftoken");
    return request;
  },
});
