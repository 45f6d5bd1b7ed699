/// [org.openfiles.store.azure.AzureStore] and what it is opened with.
package org.openfiles.store.azure;
